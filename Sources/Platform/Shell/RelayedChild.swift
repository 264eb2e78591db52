import Basics
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A child on this process's own streams that is also overheard: a terminal stays a terminal to it.
///
/// It reads what this process reads. Where this process writes to a terminal, the child writes to a pseudo-terminal of the
/// same size that changes nothing; where it writes to a pipe or a file, the child writes to a pipe. It stays in this
/// process's group, so keys that interrupt or stop reach it by themselves.
package struct RelayedChild: Sendable {
  private let command: ChildCommand
  private let record: CappedText

  /// What the child says is kept in `record` as well.
  package init(_ command: ChildCommand, keptIn record: CappedText) {
    self.command = command
    self.record = record
  }

  /// Runs the child to its end; a request to end is passed on to it.
  ///
  /// - Throws: `ChildFailure` when the program cannot be started.
  package func run() async throws(ChildFailure) -> Termination {
    let result: Result<Termination, ChildFailure> = await withCheckedContinuation { continuation in
      DispatchQueue(label: "relay").async {
        do throws(SystemError) {
          continuation.resume(returning: .success(try runHere()))
        } catch {
          continuation.resume(
            returning: .failure(ChildFailure(executable: command.executable, reason: error.reason)))
        }
      }
    }
    return try result.get()
  }

  private func runHere() throws(SystemError) -> Termination {
    var relay = try OutputRelay()
    let process: pid_t
    do throws(SystemError) {
      process = try ChildStart(command).start(output: relay.childOutput, errors: relay.childErrors)
    } catch {
      relay.close()
      throw error
    }
    relay.closeChildEnds()
    // The interrupting key reaches the child, which is in our group; this process stays to write the record.
    let kept = [SIGINT, SIGQUIT, SIGPIPE].map { ($0, SignalDisposition.ignore($0)) }
    let signals = PassedSignals(to: process, terminal: relay.terminal)
    defer {
      signals.cancel()
      relay.close()
      for (number, disposition) in kept { disposition.restore(number) }
    }
    var ended: Termination?
    while ended == nil || relay.hasMore {
      let isOver = !relay.pass(within: ended == nil ? 100 : 0, to: record)
      if ended == nil { ended = Self.look(after: process, waiting: isOver) }
      // What a child leaves running behind it may hold its streams open for ever.
      if ended != nil, !relay.isReady { break }
    }
    return ended ?? Self.look(after: process, waiting: true) ?? .exited(0)
  }

  private static func look(after process: pid_t, waiting: Bool) -> Termination? {
    var raw: Int32 = 0
    while true {
      let found = unsafe waitpid(process, &raw, waiting ? 0 : WNOHANG)
      if found == process { break }
      guard found < 0, errno == EINTR else { return nil }
    }
    let signal = raw & 0x7F
    return signal == 0 ? .exited((raw >> 8) & 0xFF) : .signalled(signal)
  }
}

/// Signals that are meant for a child but reach this process alone.
private struct PassedSignals {
  private let sources: [any DispatchSourceSignal]
  private let kept: [(Int32, SignalDisposition)]

  init(to process: pid_t, terminal: Int32?) {
    var (sources, kept): ([any DispatchSourceSignal], [(Int32, SignalDisposition)]) = ([], [])
    for number in [SIGTERM, SIGHUP, SIGWINCH] {
      if number != SIGWINCH { kept.append((number, SignalDisposition.ignore(number))) }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if number == SIGWINCH, let terminal { OutputRelay.copySize(to: terminal) }
        // After the new size is there: the child, which the signal has reached already, may have read the old one.
        _ = kill(process, number)
      }
      source.activate()
      sources.append(source)
    }
    self.sources = sources
    self.kept = kept
  }

  func cancel() {
    for source in sources { source.cancel() }
    for (number, disposition) in kept { disposition.restore(number) }
  }
}
