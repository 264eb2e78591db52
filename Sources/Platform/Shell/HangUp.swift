import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The loss of the terminal, or a request to end, as an event instead of the end of this process.
enum HangUp {
  /// Waits for SIGHUP or SIGTERM; a cancelled task waits no longer.
  static func wait() async { _ = await next() }

  /// Waits for SIGHUP or SIGTERM and says which it was; `nil` for a task that was cancelled.
  static func next() async -> Int32? {
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    let kept = [SIGHUP, SIGTERM].map { number in
      let disposition = SignalDisposition.ignore(number)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(number) }
      source.activate()
      return (number, disposition, source)
    }
    defer {
      for (number, disposition, source) in kept {
        source.cancel()
        disposition.restore(number)
      }
    }
    for await number in signals { return number }
    return nil
  }
}
