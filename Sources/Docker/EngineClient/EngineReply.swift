import Basics
import DockerAPI
import NIOCore

/// A reply that is being received: its head is here, its body is read piece by piece.
package struct EngineReply {
  package let head: ReplyHead
  private var parser: ReplyParser
  private var parts: [ReplyParser.Part]
  /// `nil` for a reply that is here as a whole.
  private var incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator?
  private var isOver = false
  /// What the body spells, when an engine of this process has handed it over.
  private var value: (any Sendable)?
  /// Spells that value.
  private var spelled: (@Sendable () throws -> [UInt8])?

  /// A reply that is here as a whole.
  init(head: ReplyHead, body: [UInt8]) {
    self.head = head
    parser = ReplyParser(isReplyToHead: false)
    parts = body.isEmpty ? [.end] : [.bytes(body), .end]
  }

  /// A reply that never was on a connection.
  init(_ answer: DirectEngine.Answer) {
    switch answer.body {
    case .bytes(let bytes): self.init(head: answer.head, body: bytes)
    case .value(let value, let spelled):
      self.init(head: answer.head, body: [])
      self.value = value
      self.spelled = spelled
    }
  }

  /// Waits for the head of a reply.
  init(
    from incoming: consuming NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, isReplyToHead: Bool
  ) async throws {
    var parser = ReplyParser(isReplyToHead: isReplyToHead)
    while true {
      guard let buffer = try await incoming.next() else {
        throw EngineClientError.noAnswer
      }
      let parts = try parser.append(buffer.readableBytesView)
      let start = parts.firstIndex { part in
        if case .head(let head) = part { head.status == 101 || head.status >= 200 } else { false }
      }
      if let start, case .head(let head) = parts[start] {
        self.head = head
        self.parser = parser
        self.parts = Array(parts[(start + 1)...])
        self.incoming = incoming
        return
      }
    }
  }

  /// The next piece of the body as it arrived; `nil` at its end.
  package mutating func nextBytes() async throws -> [UInt8]? {
    if let spelled {
      self.spelled = nil
      return try spelled()
    }
    while !isOver {
      while !parts.isEmpty {
        switch parts.removeFirst() {
        case .bytes(let bytes): return bytes
        case .end: isOver = true
        case .head: break
        }
      }
      guard !isOver else { break }
      if let buffer = try await incoming?.next() {
        parts = try parser.append(buffer.readableBytesView)
      } else {
        parts = try parser.finish() + [.end]
      }
    }
    return nil
  }

  /// The rest of the body.
  package mutating func allBytes() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try await nextBytes() { bytes += piece }
    return bytes
  }

  /// The rest of the body as one JSON document.
  package mutating func document() async throws -> JSONValue {
    try JSONValue(parsing: try await allBytes())
  }

  /// The rest of the body as a value, which is not spelled and read again if it is here.
  package mutating func decoded<Value: Decodable>(as type: Value.Type = Value.self) async throws -> Value {
    if let value, let same = value as? Value { return same }
    return try await document().decoded(as: type)
  }

  /// Hands over every JSON message of the body as soon as it is whole.
  package mutating func forEachMessage(_ body: (JSONValue) async throws -> Void) async throws {
    var splitter = MessageSplitter()
    while let piece = try await nextBytes() {
      for message in try splitter.append(piece) { try await body(message) }
    }
    for message in try splitter.finish() { try await body(message) }
  }

  /// Throws the engine's own error unless the status is a success.
  package mutating func requireSuccess() async throws {
    guard !head.isSuccess, head.status != 101, head.status != 304 else { return }
    let content = try await allBytes()
    throw EngineClientError.refused(status: head.status, message: Self.message(content, head: head))
  }

  private static func message(_ content: [UInt8], head: ReplyHead) -> String {
    let text = String(decoding: content, as: UTF8.self)
    if head.contentType.hasPrefix("application/json"),
      let message = try? JSONValue(parsing: content)["message"]?.string
    {
      return message
    }
    let trimmed = String(text.reversed().drop { $0.isWhitespace }.reversed())
    return trimmed.isEmpty ? "request returned status \(head.status)" : trimmed
  }
}
