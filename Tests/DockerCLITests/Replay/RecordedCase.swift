import Basics
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One command that was run with a real docker against a real engine, and what went over the wire.
struct RecordedCase: Sendable, CustomTestStringConvertible {
  let name: String
  let group: String
  let host: String
  let command: String
  let input: String
  let output: String
  let errors: String
  let exitCode: Int32
  /// Everything that a terminal of 120 columns received in another run; nothing where that was not kept.
  let terminalBytes: String?
  let exchanges: [RecordedExchange]

  var testDescription: String { name }

  init?(_ document: JSONValue) {
    guard let name = document["case"]?.string, let command = document["cmd"]?.string else { return nil }
    self.name = name
    self.command = command
    group = document["group"]?.string ?? ""
    host = document["host"]?.string ?? ""
    input = document["input"]?.string ?? ""
    output = document["stdout"]?.string ?? ""
    errors = document["stderr"]?.string ?? ""
    exitCode = Int32(document["exit"]?.int ?? 0)
    terminalBytes = document["tty"]?.string
    exchanges = (document["exchanges"]?.array ?? []).map(RecordedExchange.init)
  }

  /// The cases of a file under `fixtures/docker-recordings`.
  static func all(in file: String) -> [Self] {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let lines =
      (try? contents(of: "/\(root)/fixtures/docker-recordings/\(file)"))?.split(separator: 0x0A) ?? []
    return lines.compactMap { line in (try? JSONValue(parsing: line)).flatMap(Self.init) }
  }

  private static func contents(of path: String) throws -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw SystemError.last("open", path) }
    defer { _ = close(descriptor) }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return content }
      content += piece.prefix(count)
    }
  }
}

/// A request and its reply.
struct RecordedExchange: Sendable {
  let method: String
  let path: String
  let query: String
  let status: Int
  let contentType: String
  let body: [UInt8]
  /// Whether the reply turned the connection into a stream.
  let isHijacked: Bool
  /// The body of the request, where it is of interest.
  let request: JSONValue?

  init(_ document: JSONValue) {
    method = document["method"]?.string ?? ""
    path = document["path"]?.string ?? ""
    query = document["query"]?.string ?? ""
    status = document["status"]?.int ?? 0
    contentType = document["type"]?.string ?? "application/json"
    request = document["request"]
    isHijacked = status == 101
    body = Self.body(document)
  }

  private static func body(_ document: JSONValue) -> [UInt8] {
    if let json = document["json"] { return json.utf8() }
    if let messages = document["messages"]?.array {
      return messages.flatMap { $0.utf8() + Array("\r\n".utf8) }
    }
    if let frames = document["frames"]?.array {
      return frames.flatMap { frame -> [UInt8] in
        let payload = Array((frame.array?.last?.string ?? "").utf8)
        let length = UInt32(payload.count)
        let stream = UInt8(frame.array?.first?.int ?? 1)
        return [stream, 0, 0, 0] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + payload
      }
    }
    return Array((document["raw"]?.string ?? document["text"]?.string ?? "").utf8)
  }
}
