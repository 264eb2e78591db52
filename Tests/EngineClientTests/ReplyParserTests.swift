import Testing

@testable import EngineClient

@Suite struct ReplyParserTests {
  struct Outcome: Equatable {
    var status = 0
    var body = ""
    var hasEnded = false
  }

  /// Feeds a reply in pieces of a length.
  private static func parse(
    _ text: String, pieceLength: Int, isReplyToHead: Bool = false, thenCloses: Bool = false
  ) throws -> Outcome {
    var parser = ReplyParser(isReplyToHead: isReplyToHead)
    var parts: [ReplyParser.Part] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieceLength) {
      parts += try parser.append(bytes[start..<min(start + pieceLength, bytes.count)])
    }
    if thenCloses { parts += try parser.finish() }
    return parts.reduce(into: Outcome()) { outcome, part in
      switch part {
      case .head(let head): outcome.status = head.status
      case .bytes(let bytes): outcome.body += String(decoding: bytes, as: UTF8.self)
      case .end: outcome.hasEnded = true
      }
    }
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func `A reply is read the same however its bytes are cut`(pieceLength: Int) throws {
    let chunked =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\nT: v\r\n\r\n"
    let replies = [
      (
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        Outcome(status: 200, body: "hello", hasEnded: true)
      ),
      (chunked, Outcome(status: 200, body: "hello0123456789", hasEnded: true)),
      ("HTTP/1.1 204 No Content\r\n\r\n", Outcome(status: 204, hasEnded: true)),
      ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Outcome(status: 200, hasEnded: true)),
      ("HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\nraw", Outcome(status: 101, body: "raw")),
    ]
    for (text, expected) in replies {
      #expect(try Self.parse(text, pieceLength: pieceLength) == expected)
    }
  }

  @Test func `A reply to HEAD has no body, whatever its length says`() throws {
    let text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
    #expect(try Self.parse(text, pieceLength: 9, isReplyToHead: true).hasEnded)
  }

  @Test func `Without a length a body ends with the connection`() throws {
    let outcome = try Self.parse("HTTP/1.1 200 OK\r\n\r\nabc", pieceLength: 4, thenCloses: true)
    #expect(outcome == Outcome(status: 200, body: "abc", hasEnded: true))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "HTTP/1.1 200 O",
  ])
  func `A reply cut short is an error, not a short body`(text: String) {
    #expect(throws: ReplyParser.Malformation.cutOff) {
      try Self.parse(text, pieceLength: 100, thenCloses: true)
    }
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nnocolon\r\n\r\n",
  ])
  func `Something that is no HTTP is refused`(text: String) {
    #expect(throws: ReplyParser.Malformation.head) { try Self.parse(text, pieceLength: 100) }
  }

  @Test func `A chunk of a wrong size is refused`() {
    #expect(throws: ReplyParser.Malformation.chunk) {
      try Self.parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", pieceLength: 100)
    }
  }
}
