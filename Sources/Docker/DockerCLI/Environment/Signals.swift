/// A signal that a command in the foreground passes on to its container.
package enum ForwardedSignal: String, Sendable, CaseIterable {
  case interrupt = "INT"
  case terminate = "TERM"
  case hangUp = "HUP"
  case quit = "QUIT"
}

/// Where the signals of a command come from.
package protocol SignalSource: Sendable {
  /// Takes the signals over from their default action for as long as the stream is read.
  func forwarded() -> AsyncStream<ForwardedSignal>
  /// Tells when the terminal may have a new size.
  func resizes() -> AsyncStream<Void>
}

/// No signals: for callers in the same process, who cancel the task instead.
package struct NoSignals: SignalSource {
  package init() {}
  package func forwarded() -> AsyncStream<ForwardedSignal> { AsyncStream { $0.finish() } }
  package func resizes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
}
