/// Those who are told of something as it happens.
struct Listeners<Element: Sendable>: Sendable {
  private var open: [Int: AsyncStream<Element>.Continuation] = [:]
  private var next = 0

  var count: Int { open.count }

  /// A stream of what is told from now on; `forget` is called with a number to remove once nobody reads it any more.
  ///
  /// That is later than the end of the stream: whoever cancels a task has a lock on it until then, for which `tell` waits
  /// while it has the lock that `forget` needs.
  mutating func add(forget: @escaping @Sendable (Int) -> Void) -> AsyncStream<Element> {
    let (stream, continuation) = AsyncStream<Element>.makeStream()
    let number = next
    next += 1
    open[number] = continuation
    continuation.onTermination = { _ in Task { forget(number) } }
    return stream
  }

  mutating func remove(_ number: Int) { open[number] = nil }

  func tell(_ element: Element) {
    for continuation in open.values { continuation.yield(element) }
  }

  /// Ends all streams, after which `forget` is called for each.
  func finish() {
    for continuation in open.values { continuation.finish() }
  }
}
