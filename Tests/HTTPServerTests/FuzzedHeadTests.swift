import NIOCore
import NIOEmbedded
import NIOHTTP1
import TestSupport
import Testing

@testable import HTTPServer

@Suite struct `Fuzzed request heads` {
  private static let words = [
    "\r\n", "\r\n\r\n", " HTTP/1.1\r\n", "Host: h\r\n", "Content-Length: 3\r\n", "Content-Length: 0\r\n",
    "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Expect: 100-continue\r\n", "GET /", "PUT ",
    "\n", "\r",
    ": ", "content-length", "CONNECTION: ", "Upgrade: h2c\r\n", "\t", "99999999999999999999", "/v2/%2e",
    "HTTP2-Settings: x\r\n",
  ]

  @Test func `are read by the quick reader exactly when and as a laborious one reads them`() throws {
    let report = try FuzzCases("heads", words: Self.words).run(2_000) { bytes in
      let plain = PlainHead(ByteBuffer(bytes: bytes))
      let slow = LaboriousHead(bytes)
      guard let plain else { return slow == nil ? .refused : .fault("only the laborious reader takes it") }
      guard let slow else { return .fault("only the quick reader takes it") }
      guard LaboriousHead(plain) == slow else {
        return .fault("read as \(LaboriousHead(plain)), not as \(slow)")
      }
      let short = ByteBuffer(bytes: bytes.prefix(plain.length - 1))
      guard PlainHead(short) == nil else { return .fault("taken before its end is there") }
      var longer = ByteBuffer(bytes: [0x58, 0x58])
      longer.moveReaderIndex(forwardBy: 2)
      longer.writeBytes(bytes.prefix(plain.length))
      longer.writeString("GET")
      guard let again = PlainHead(longer), LaboriousHead(again) == slow else {
        return .fault("read otherwise at another place")
      }
      return .accepted
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  /// What two readers cut at different places smuggles a request past one of them.
  @Test func `mean to the quick reader what they mean to the general one`() throws {
    let report = try FuzzCases("heads", words: Self.words).run(1_000) { bytes in
      guard let plain = PlainHead(ByteBuffer(bytes: bytes)) else { return .refused }
      guard let general = try Self.general(Array(bytes.prefix(plain.length))) else { return .accepted }
      let (quick, thorough) = (Self.meaning(plain.head), Self.meaning(RequestHead(general)))
      return quick == thorough ? .accepted : .fault("\(quick) is to the general reader \(thorough)")
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  /// The head as the parser finds it that serves everything else; `nil` if it refuses.
  private static func general(_ bytes: [UInt8]) throws -> HTTPRequestHead? {
    let channel = EmbeddedChannel()
    defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
    guard (try? channel.writeInbound(ByteBuffer(bytes: bytes))) != nil,
      case .head(let head)? = try channel.readInbound(as: HTTPServerRequestPart.self)
    else { return nil }
    return head
  }

  private static func meaning(_ head: RequestHead) -> String {
    let fields = head.fields.fields.map { "\($0.name)=\($0.value)" }
    let length = head.fields["Content-Length"].flatMap { Int($0) } ?? 0
    return "\(head.method) \(head.uri) 1.\(head.minorVersion) \(fields) \(length) stays \(head.keepsAlive) "
      + "waits \(head.awaitsContinue && length > 0) hosts \(head.hosts) odd \(String(describing: head.oddity))"
  }

  @Test func `have targets whose parts can be written down and read again`() throws {
    let words = [
      "%2F", "%", "%zz", "?", "&", "=", "+", "%00", "//", "..", "%2e%2e", "http://", "https://h", "%C3%A9",
      "%C3",
    ]
    let report = try FuzzCases("targets", words: words).run(2_000) { bytes in
      guard let text = String(validating: bytes, as: UTF8.self), let target = RequestTarget(text) else {
        return .refused
      }
      let path = target.path.split(separator: "/", omittingEmptySubsequences: false).map {
        PercentCoding.encode($0)
      }
      let query = target.query.items.map {
        "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))"
      }
      let written = path.joined(separator: "/") + (query.isEmpty ? "" : "?\(query.joined(separator: "&"))")
      guard written.hasPrefix("/") else { return .accepted }
      guard let again = RequestTarget(written) else { return .fault("\(written) is refused") }
      guard again.path == target.path, again.query == target.query else {
        return .fault("\(written) is \(again.path) \(again.query)")
      }
      return target.raw == text ? .accepted : .fault("the target is not kept as it was sent")
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }
}

/// Reads a head by cutting it up (RFC 9112), and takes just what the quick reader should.
private struct LaboriousHead: Equatable {
  let method: String
  let uri: String
  let fields: [String]
  let length: Int
  let bodyLength: Int
  let hosts: Int

  init(_ plain: PlainHead) {
    method = plain.head.method
    uri = plain.head.uri
    fields = plain.head.fields.fields.map { "\($0.name):\($0.value)" }
    length = plain.length
    bodyLength = plain.bodyLength
    hosts = plain.head.hosts
  }

  init?(_ bytes: [UInt8]) {
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: [13, 10, 13, 10]) }) else {
      return nil
    }
    length = end + 4
    guard length <= PlainHead.longest else { return nil }
    var lines: [[UInt8]] = [[]]
    var rest = bytes[..<end]
    while let byte = rest.popFirst() {
      if byte == 13 {
        guard rest.popFirst() == 10 else { return nil }
        lines.append([])
      } else {
        lines[lines.count - 1].append(byte)
      }
    }
    guard lines.joined().allSatisfy({ $0 == 9 || (32...126).contains($0) }) else { return nil }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    let words = texts[0].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 3, words[2] == "HTTP/1.1", words[1].hasPrefix("/"), !words[1].utf8.contains(9),
      ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"].contains(words[0])
    else { return nil }
    method = words[0]
    uri = words[1]
    var fields: [(name: String, value: String)] = []
    for text in texts.dropFirst() {
      guard let colon = text.utf8.firstIndex(of: 58) else { return nil }
      let name = String(text[..<colon])
      guard name.wholeMatch(of: /[A-Za-z0-9._-]+/.asciiOnlyCharacterClasses()) != nil else { return nil }
      fields.append((name, Self.trimmed(text[text.utf8.index(after: colon)...])))
    }
    let names = fields.map { $0.name.lowercased() }
    guard !names.contains(where: ["transfer-encoding", "upgrade", "http2-settings"].contains) else {
      return nil
    }
    let lengths = fields.filter { $0.name.lowercased() == "content-length" }.map(\.value)
    guard lengths.allSatisfy({ $0.wholeMatch(of: /[0-9]{1,15}/) != nil }), lengths.count <= 1 else {
      return nil
    }
    bodyLength = lengths.first.flatMap { Int($0) } ?? 0
    hosts = names.filter { $0 == "host" }.count
    self.fields = fields.map { "\($0.name):\($0.value)" }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
