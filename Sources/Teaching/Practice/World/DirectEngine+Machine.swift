import Basics
import Engine
import EngineClient
import HTTPServer

extension DirectEngine {
  /// A practice machine of this process, asked without its socket.
  init(_ machine: Machine) {
    self.init { request, version in
      guard request.isShort, let target = RequestTarget(request.target(version: version)) else { return nil }
      let content = request.body?.utf8(.init(escapesHTML: true)) ?? []
      var headers = HTTPFields(request.headers.map { ($0.name, $0.value) })
      if request.body != nil { headers["Content-Type"] = "application/json" }
      let http = HTTPRequest(
        method: request.method.rawValue, target: target, headers: headers,
        connection: ConnectionAddresses(remote: nil, local: nil), body: .of(content))
      // A client that goes away does not undo what it has asked for.
      guard let reply = await Task(operation: { await machine.answer(http) }).value else { return nil }
      let body: Answer.Body
      switch reply.body {
      case .none: body = .bytes([])
      case .bytes(let bytes): body = .bytes(bytes)
      case .value(let value, let spelled): body = .value(value, spelled: spelled)
      case .file, .stream, .hijack: return nil
      }
      return Answer(
        status: reply.status, headers: reply.headers.fields.map { ($0.name, $0.value) }, body: body)
    }
  }
}

extension EngineRequest {
  /// Whether the answer is one document, or none: nothing streams, nothing takes the connection over.
  fileprivate var isShort: Bool {
    let words = path.split(separator: "/")
    guard let kind = words.first, let last = words.last else { return false }
    switch method {
    case .get:
      return ["containers", "images", "networks", "volumes"].contains(kind) && last == "json"
        || kind == "version" || kind == "info"
    case .post:
      return kind == "containers" && ["create", "start"].contains(last) || kind == "images" && last == "tag"
    case .delete: return kind == "containers" || kind == "images"
    case .head, .put: return false
    }
  }
}
