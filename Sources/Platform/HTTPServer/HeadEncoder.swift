import NIOCore

/// How the end of a reply's body is told.
enum BodyFraming: Equatable {
  /// There is no body and nothing is said about it.
  case none
  case length(Int)
  case chunked
  case untilClose
}

/// Writes the head of a reply.
enum HeadEncoder {
  static func write(
    _ reply: HTTPReply, minorVersion: Int, framing: BodyFraming, keepsAlive: Bool, date: String,
    into buffer: inout ByteBuffer
  ) {
    let frozen = reply.frozenHead
    buffer.writeStaticString(minorVersion == 0 ? "HTTP/1.0" : "HTTP/1.1")
    if let frozen { buffer.writeBytes(frozen.bytes) } else { writeFixed(reply, into: &buffer) }
    let isFinal = reply.status != 101
    if isFinal, !(frozen?.hasDate ?? (reply.headers["Date"] != nil)) { write("Date", date, into: &buffer) }
    switch framing {
    case .length(let length) where !(frozen?.hasLength ?? (reply.headers["Content-Length"] != nil)):
      write("Content-Length", String(length), into: &buffer)
    case .chunked: write("Transfer-Encoding", "chunked", into: &buffer)
    default: break
    }
    if isFinal, !(frozen?.hasConnection ?? (reply.headers["Connection"] != nil)) {
      if !keepsAlive, minorVersion >= 1 { write("Connection", "close", into: &buffer) }
      if keepsAlive, minorVersion == 0 { write("Connection", "keep-alive", into: &buffer) }
    }
    buffer.writeStaticString("\r\n")
  }

  /// What follows the version and depends on the reply alone.
  static func writeFixed(_ reply: HTTPReply, into buffer: inout ByteBuffer) {
    buffer.writeStaticString(" ")
    buffer.writeString(String(reply.status))
    buffer.writeStaticString(" ")
    buffer.writeString(oneLine(reply.reason ?? StatusWords.words(for: reply.status)))
    buffer.writeStaticString("\r\n")
    for field in reply.headers.fields { write(field.name, field.value, into: &buffer) }
  }

  private static func write(_ name: String, _ value: String, into buffer: inout ByteBuffer) {
    buffer.writeString(name)
    buffer.writeStaticString(": ")
    buffer.writeString(oneLine(value))
    buffer.writeStaticString("\r\n")
  }

  /// A line break in a value would let it write fields of its own.
  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) else { return text }
    return String(decoding: text.utf8.map { $0 == 0x0A || $0 == 0x0D || $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
  }
}
