import Basics
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The wish of a person or a supervisor that a server end: Ctrl-C, a hang-up or a request to terminate.
///
/// Whoever starts something that must be ended in order listens first, and is told too of what came meanwhile.
struct Interruption: Sendable {
  private let arrivals: AsyncStream<Void>

  /// Listens from now on; the second interruption ends the process by itself again.
  static func listening() async -> Interruption {
    let (arrivals, arriving) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
    let ears = Ears { arriving.yield() }
    arriving.onTermination = { _ in ears.close() }
    await ears.open()
    return Interruption(arrivals: arrivals)
  }

  /// Waits for an interruption since the beginning, or until the task is cancelled; then nobody listens any more.
  func wait() async {
    for await _ in arrivals { break }
  }

  /// Runs `body`, which an interruption cancels.
  ///
  /// - Throws: `Ending` with 130 when it was interrupted, or what `body` throws.
  static func ending<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws
    -> Value
  {
    let interruption = await listening()
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        await interruption.wait()
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
}

/// What hears the first of several signals, and then leaves them all to what they do by themselves.
private final class Ears: Sendable {
  private let state = Mutex(State())
  private let onArrival: @Sendable () -> Void

  private struct State {
    var watches: [SignalWatch] = []
    var isClosed = false
  }

  init(onArrival: @escaping @Sendable () -> Void) { self.onArrival = onArrival }

  /// Returns once each signal is heard.
  func open() async {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      await withCheckedContinuation { begun in
        let watch = SignalWatch(number, onBegin: { begun.resume() }, onArrival: { self.arrive() })
        state.withLock { $0.watches.append(watch) }
      }
    }
    // The first signal can have come before the last watch began.
    if state.withLock(\.isClosed) { close() }
  }

  func close() {
    state.withLock { state in
      for watch in state.watches { watch.cancel() }
      state = State(isClosed: true)
    }
  }

  private func arrive() {
    close()
    onArrival()
  }
}
