import Basics
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The wish of a person or a supervisor that a server end.
enum Interruption {
  /// Runs `body`, which an interruption cancels.
  ///
  /// - Throws: `Ending` with 130 when it was interrupted, or what `body` throws.
  static func ending<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws
    -> Value
  {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        await wait()
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else {
        group.cancelAll()
        while (try? await group.next()) != nil {}
        throw Ending(code: .interrupted)
      }
      return value
    }
  }

  /// Waits for Ctrl-C, a hang-up or a request to terminate; the next one ends the process by itself again.
  static func wait() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    for await _ in stream { break }
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }
}
