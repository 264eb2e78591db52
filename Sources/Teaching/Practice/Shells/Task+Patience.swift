extension Task where Failure == Never {
  /// The result if it comes in time; the task goes on either way.
  func value(within limit: Duration) async -> Success? {
    let (results, continuation) = AsyncStream<Success?>.makeStream()
    let waiting = Task<Void, Never> { continuation.yield(await value) }
    let clock = Task<Void, Never> {
      try? await Task<Never, Never>.sleep(for: limit)
      continuation.yield(nil)
    }
    defer {
      clock.cancel()
      waiting.cancel()
    }
    for await result in results { return result }
    return nil
  }
}
