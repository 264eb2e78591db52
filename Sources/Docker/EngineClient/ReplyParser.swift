/// Reads HTTP/1.1 replies from bytes that arrive in pieces of any size.
///
/// Own code, because a connection that is taken over (101) must turn into raw bytes without losing those that came
/// with the head, and because a reply to `HEAD` has no body whatever its headers say.
struct ReplyParser: Sendable {
  enum Part: Hashable, Sendable {
    case head(ReplyHead)
    case bytes([UInt8])
    case end
  }

  enum Malformation: Error, Hashable, Sendable {
    case head
    case chunk
    /// The connection closed in the middle of a reply.
    case cutOff
  }

  private enum Expectation {
    case head
    case bytes(Int)
    case chunkSize
    case chunk(Int)
    case chunkEnd
    case trailer
    case untilClose
    case nothing
  }

  private static let longestHead = 256 * 1024

  private let isReplyToHead: Bool
  private var expectation = Expectation.head
  private var pending: [UInt8] = []
  private var position = 0

  init(isReplyToHead: Bool) {
    self.isReplyToHead = isReplyToHead
  }

  /// The parts that `bytes` complete, in order.
  mutating func append(_ bytes: some Sequence<UInt8>) throws(Malformation) -> [Part] {
    pending += bytes
    var parts: [Part] = []
    while let part = try next() {
      if let part = part { parts.append(part) }
    }
    pending.removeFirst(position)
    position = 0
    return parts
  }

  /// What the end of the connection means at this point.
  mutating func finish() throws(Malformation) -> [Part] {
    switch expectation {
    case .nothing: return []
    case .untilClose:
      expectation = .nothing
      return [.end]
    default: throw .cutOff
    }
  }

  /// One step: nothing when bytes are missing, otherwise the part it produced, if any.
  private mutating func next() throws(Malformation) -> Part?? {
    switch expectation {
    case .head: return try head()
    case .bytes(let count): return take(atMost: count) { $0 == 0 ? .nothing : .bytes($0) }
    case .untilClose: return take(atMost: .max) { _ in .untilClose }
    case .chunk(let count): return take(atMost: count) { $0 == 0 ? .chunkEnd : .chunk($0) }
    case .chunkSize: return try chunkSize()
    case .chunkEnd:
      guard let line = line() else { return nil }
      guard line.isEmpty else { throw .chunk }
      expectation = .chunkSize
      return .some(nil)
    case .trailer:
      guard let line = line() else { return nil }
      guard line.isEmpty else { return .some(nil) }
      expectation = .nothing
      return .end
    case .nothing: return nil
    }
  }

  private mutating func take(atMost count: Int, _ following: (Int) -> Expectation) -> Part?? {
    if case .bytes(0) = expectation {
      expectation = .nothing
      return .end
    }
    let length = min(count, pending.count - position)
    guard length > 0 else { return nil }
    let bytes = Array(pending[position..<position + length])
    position += length
    expectation = following(count == .max ? .max : count - length)
    if case .nothing = expectation { expectation = .bytes(0) }
    return .bytes(bytes)
  }

  private mutating func line() -> Substring? {
    guard let end = pending[position...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let text = String(decoding: pending[position..<end], as: UTF8.self)
    position = end + 1
    return text.last == "\r" ? text.dropLast() : text[...]
  }

  private mutating func head() throws(Malformation) -> Part?? {
    let start = position
    var lines: [Substring] = []
    while let line = line() {
      if line.isEmpty { return try begin(lines) }
      lines.append(line)
    }
    guard position - start < Self.longestHead else { throw .head }
    position = start
    return nil
  }

  private mutating func begin(_ lines: [Substring]) throws(Malformation) -> Part?? {
    guard let head = ReplyHead(lines: lines) else { throw .head }
    expectation = body(after: head)
    return .head(head)
  }

  private func body(after head: ReplyHead) -> Expectation {
    switch head.status {
    case 101: .untilClose
    case 100..<200: .head
    case 204, 304: .bytes(0)
    case _ where isReplyToHead: .bytes(0)
    case _ where head.headers["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true: .chunkSize
    default: head.headers["content-length"].flatMap { Int($0) }.map { .bytes(max(0, $0)) } ?? .untilClose
    }
  }

  private mutating func chunkSize() throws(Malformation) -> Part?? {
    guard let line = line() else { return nil }
    let digits = line.prefix { $0 != ";" && $0 != " " }
    guard let size = Int(digits, radix: 16), size >= 0 else { throw .chunk }
    expectation = size == 0 ? .trailer : .chunk(size)
    return .some(nil)
  }
}
