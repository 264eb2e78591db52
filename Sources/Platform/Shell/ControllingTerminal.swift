#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal on a file descriptor, as it was before a child was given it.
package struct ControllingTerminal: Sendable {
  private let descriptor: Int32
  private let modes: termios
  private let foregroundGroup: pid_t

  /// - Returns: `nil` when the descriptor is not a terminal.
  package init?(descriptor: Int32 = STDIN_FILENO) {
    var modes = termios()
    guard isatty(descriptor) == 1, unsafe tcgetattr(descriptor, &modes) == 0 else { return nil }
    self.descriptor = descriptor
    self.modes = modes
    foregroundGroup = tcgetpgrp(descriptor)
  }

  /// Lends the terminal to `body`.
  ///
  /// Keys that interrupt or stop, and the loss of the terminal, reach what runs there and not this process, which
  /// can so put its things in order. Afterwards the terminal is ours again, with its modes as they were, even when a
  /// shell was killed.
  package func lend<Result>(to body: () async throws -> Result) async rethrows -> Result {
    let kept = [SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGTTOU, SIGTTIN].map { ($0, SignalDisposition.ignore($0)) }
    defer {
      _ = tcsetpgrp(descriptor, foregroundGroup)
      var modes = modes
      _ = unsafe tcsetattr(descriptor, TCSADRAIN, &modes)
      for (signal, disposition) in kept { disposition.restore(signal) }
    }
    return try await body()
  }
}
