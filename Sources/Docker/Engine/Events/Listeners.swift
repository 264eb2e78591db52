/// Those who are told of something as it happens.
struct Listeners<Element: Sendable>: Sendable {
  private var open: [Int: AsyncStream<Element>.Continuation] = [:]
  private var next = 0

  var count: Int { open.count }

  /// A stream of what is told from now on; `forget` is called with a number to remove once nobody reads it any more.
  mutating func add(forget: @escaping @Sendable (Int) -> Void) -> AsyncStream<Element> {
    let (stream, continuation) = AsyncStream<Element>.makeStream()
    let number = next
    next += 1
    open[number] = continuation
    continuation.onTermination = { _ in forget(number) }
    return stream
  }

  mutating func remove(_ number: Int) { open[number] = nil }

  func tell(_ element: Element) {
    for continuation in open.values { continuation.yield(element) }
  }

  /// Ends all streams, which calls `forget` for each.
  func finish() {
    for continuation in open.values { continuation.finish() }
  }
}
