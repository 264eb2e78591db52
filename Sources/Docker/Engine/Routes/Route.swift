import Basics
import DockerAPI
import HTTPServer

/// One endpoint of the Engine API: a method, a path, and what answers there.
package struct Route: Sendable {
  package typealias Answer = @Sendable (RouteRequest) async throws -> HTTPReply

  let method: String
  /// The path's segments; `*` stands for a name, which may hold slashes itself.
  let segments: [String]
  let answer: Answer
  /// What it answers at all times; `nil` for one that has to find out.
  let constant: HTTPReply?

  /// Makes a route from `GET /containers/*/json`.
  package init(_ method: String, _ pattern: String, _ answer: @escaping Answer) {
    self.method = method
    segments = pattern.split(separator: "/").map(String.init)
    self.answer = answer
    constant = nil
  }

  /// Makes a route that says the same at all times.
  init(_ method: String, _ pattern: String, always reply: HTTPReply) {
    self.method = method
    segments = pattern.split(separator: "/").map(String.init)
    answer = { _ in reply }
    constant = reply
  }

  /// The name in a path that fits; empty when the pattern has none, `nil` when the path does not fit.
  func match(_ method: String, _ path: [String]) -> String? {
    guard method == self.method else { return nil }
    guard let star = segments.firstIndex(of: "*") else { return path == segments ? "" : nil }
    let after = segments.count - star - 1
    guard path.count >= segments.count, path.prefix(star).elementsEqual(segments.prefix(star)),
      path.suffix(after).elementsEqual(segments.suffix(after))
    else { return nil }
    let name = path.dropFirst(star).dropLast(after).joined(separator: "/")
    return name.isEmpty ? nil : name
  }
}

/// A request that has found its route.
package struct RouteRequest: Sendable {
  /// What `*` stands for in the path; empty for a path without a name.
  package let name: String
  package let http: HTTPRequest
  /// The API version in the path, or the newest when it has none.
  package let version: APIVersion

  /// The first value of a query parameter; `nil` when it is absent or empty.
  package func value(_ name: String) -> String? {
    http.query[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a query parameter says yes, by Docker's rule.
  package func flag(_ name: String) -> Bool {
    guard let text = value(name)?.lowercased() else { return false }
    return !["0", "no", "false", "none"].contains(text)
  }

  func filters() throws(EngineFault) -> FilterQuery {
    try FilterQuery(parsing: http.query["filters"])
  }

  /// Reads the JSON body as the type that Docker reads it into.
  ///
  /// - Throws: `EngineFault` in Go's words: 400 for a body that is not called JSON.
  func body<Value: Decodable>(
    _ type: Value.Type, as shape: GoShape, _ rule: GoBody = .checked
  ) async throws -> Value {
    let bytes = try await http.body.collect(upTo: 8 << 20)
    let kind = http.headers["Content-Type"] ?? ""
    guard
      kind.split(separator: ";").first == "application/json"
        || (kind.isEmpty && bytes.isEmpty)
    else { throw EngineFault.badParameter("Content-Type specified (\(kind)) must be 'application/json'") }
    return try rule.document(bytes, as: shape).decoded(as: type)
  }
}

extension HTTPReply {
  /// A document; unlike Go's usual, without escapes for HTML, as the engine's are.
  package static func json(_ status: Int = 200, _ value: some Encodable) throws -> HTTPReply {
    json(status, document: try JSONValue(encoding: value))
  }

  /// A reply of a value that is spelled out only for who is on a connection.
  static func json(_ status: Int = 200, late value: some Encodable & Sendable) -> HTTPReply {
    HTTPReply(
      status, headers: ["Content-Type": "application/json"],
      body: .value(value) { try JSONValue(encoding: value).utf8() + [0x0A] })
  }

  static func json(_ status: Int, document: JSONValue) -> HTTPReply {
    HTTPReply(
      status, headers: ["Content-Type": "application/json"],
      body: .bytes(document.utf8() + [0x0A]))
  }

  static let noContent = HTTPReply(204)
  static let notModified = HTTPReply(304)

  /// The reply to a request that cannot be served.
  static func fault(_ fault: EngineFault) -> HTTPReply {
    json(fault.status, document: ["message": .string(fault.message)])
  }
}
