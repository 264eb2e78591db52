import Basics
import DockerAPI

/// A request to an engine, before the version of the API is known.
package struct EngineRequest: Sendable {
  /// The methods that the Engine API knows.
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  package let method: Method
  /// The route without its version prefix, its variable parts not yet escaped: `/images/a:5000/b/push`.
  package let path: String
  package var query: [(name: String, value: String)]
  package var headers: [(name: String, value: String)]
  package let body: JSONValue?
  /// The media type of a body that is sent piece by piece; `nil` for a request whose body is `body`.
  package let uploadType: String?

  package init(
    _ method: Method, _ path: String, query: [(name: String, value: String)] = [],
    headers: [(name: String, value: String)] = [], body: JSONValue? = nil, uploadType: String? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.uploadType = uploadType
  }

  /// The path and query of the request line.
  ///
  /// Parameters are in the order of their names, as Go sends them.
  package func target(version: String?) -> String {
    let route = PercentEncoding.path(PlainPath.of((version.map { "/v\($0)" } ?? "") + path))
    guard !query.isEmpty else { return route }
    let sorted = query.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let parameters = sorted.map { PercentEncoding.query($0.name) + "=" + PercentEncoding.query($0.value) }
    return route + "?" + parameters.joined(separator: "&")
  }

  /// The whole request as it travels.
  func bytes(host: String, version: String?, upgrades: Bool) -> [UInt8] {
    let content = body?.utf8(.init(escapesHTML: true)) ?? []
    var lines = ["\(method.rawValue) \(target(version: version)) HTTP/1.1", "Host: \(host)"]
    lines.append("User-Agent: Docker-Client/28.2.2 (dojo)")
    if let uploadType {
      lines += ["Transfer-Encoding: chunked", "Content-Type: \(uploadType)"]
    } else if method == .post || method == .put {
      lines.append("Content-Length: \(content.count)")
    }
    if upgrades { lines += ["Connection: Upgrade", "Upgrade: tcp"] }
    if upgrades, body == nil { lines.append("Content-Type: text/plain") }
    if body != nil { lines.append("Content-Type: application/json") }
    lines += headers.map { "\($0.name): \($0.value)" }
    return Array(lines.joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8) + content
  }
}

/// The escaping of requests, as Go's `net/url` does it.
enum PercentEncoding {
  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~".utf8)
  private static let allowedInPath = unreserved.union("/:@&=+$,;".utf8)

  static func path(_ text: String) -> String {
    encode(text, allowed: allowedInPath, space: "%20")
  }

  static func query(_ text: String) -> String {
    encode(text, allowed: unreserved, space: "+")
  }

  private static func encode(_ text: String, allowed: Set<UInt8>, space: String) -> String {
    var result = ""
    for byte in text.utf8 {
      if allowed.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else if byte == 0x20 {
        result += space
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
