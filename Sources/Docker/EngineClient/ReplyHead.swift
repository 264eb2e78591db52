/// The status and the headers of a reply.
package struct ReplyHead: Hashable, Sendable {
  package let status: Int
  /// Names in lower case.
  package let headers: [String: String]

  package init(status: Int, headers: [String: String]) {
    self.status = status
    self.headers = headers
  }

  package var isSuccess: Bool { (200..<300).contains(status) }

  package var contentType: String { headers["content-type"] ?? "" }

  /// Reads the lines of a head, without the empty one at its end.
  init?(lines: [Substring]) {
    guard let first = lines.first else { return nil }
    let parts = first.split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let status = Int(parts[1]) else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      headers[line[..<colon].lowercased()] = String(value)
    }
    self.init(status: status, headers: headers)
  }
}
