import Basics
import DockerAPI
import HTTPServer

/// The Docker Engine API of one machine.
struct EngineRouter: Sendable {
  private let routes: [Route]
  /// Those that say the same at all times.
  private let constants: [Route]

  init(_ routes: [Route]) {
    self.routes = routes
    constants = routes.filter { $0.constant != nil }
  }

  /// A client gives up after two seconds without an answer to `_ping`: that one waits for nothing, however busy all are.
  var service: HTTPService {
    HTTPService(atOnce: { respondAtOnce(to: $0) }) { request in
      await respond(to: request).spelledOut
    }
  }

  private func respondAtOnce(to request: HTTPRequest) -> HTTPReply? {
    let (asked, path) = AskedVersion.split(path: request.path[...])
    guard asked?.refusal == nil, Self.plain(request.path) == nil else { return nil }
    let segments = Self.segments(path)
    let route = constants.first { $0.match(request.method, segments) != nil }
    return route?.constant.map(Self.signed)
  }

  /// The parts of a path; what follows a last slash is one that is empty.
  private static func segments(_ path: Substring) -> [String] {
    path.split(separator: "/").map(String.init) + (path.count > 1 && path.hasSuffix("/") ? [""] : [])
  }

  /// Answers a request with the fields that every answer of an engine carries.
  func respond(to request: HTTPRequest) async -> HTTPReply {
    let (asked, path) = AskedVersion.split(path: request.path[...])
    if let place = Self.plain(request.path) { return HTTPReply(301, headers: ["Location": place]) }
    guard request.method != "OPTIONS" else { return Self.signed(HTTPReply(200)) }
    let segments = Self.segments(path)
    for route in routes {
      guard let name = route.match(request.method, segments) else { continue }
      let version = asked?.version ?? .current
      if let refusal = asked?.refusal {
        var reply = Self.signed(Self.fault(.badParameter(refusal), at: version))
        // Docker looks at the version before it knows whether it is experimental.
        reply.headers["Docker-Experimental"] = nil
        return reply
      }
      let matched = RouteRequest(name: name, http: request, version: version)
      return Self.signed(await answer(route, matched))
    }
    return .fault(.pageNotFound)
  }

  /// Where Docker sends a client that has asked for a path in a roundabout way; a last slash is kept.
  private static func plain(_ path: String) -> String? {
    let plain = PlainPath.of(path)
    let whole = plain != "/" && path.hasSuffix("/") ? plain + "/" : plain
    return whole == path ? nil : whole
  }

  /// Clients of old versions are told their mistakes in plain words.
  private static func fault(_ fault: EngineFault, at version: APIVersion) -> HTTPReply {
    guard version < .withJSONErrors else { return .fault(fault) }
    return HTTPReply(
      fault.status,
      headers: ["Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"],
      body: .bytes(Array("\(fault.message)\n".utf8)))
  }

  private func answer(_ route: Route, _ request: RouteRequest) async -> HTTPReply {
    do {
      return try await route.answer(request)
    } catch let fault as EngineFault {
      return Self.fault(fault, at: request.version)
    } catch ByteStreamError.disconnected {
      return .fault(.system("unexpected EOF"))
    } catch ByteStreamError.tooLong(let limit) {
      return .fault(.badParameter("the body of the request has more than \(limit) bytes"))
    } catch let error as any UserFacingError {
      return .fault(.system(error.summary.en))
    } catch {
      return .fault(.system("\(error)"))
    }
  }

  private static func signed(_ reply: HTTPReply) -> HTTPReply {
    var reply = reply
    // Who takes over a connection decides itself what it begins with.
    guard reply.headers["Content-Type"] != "application/vnd.docker.raw-stream" else { return reply }
    reply.headers = signed(reply.headers)
    return reply
  }

  static func signed(_ headers: HTTPFields) -> HTTPFields {
    var headers = headers
    headers["Api-Version"] = APIVersion.current.description
    headers["Docker-Experimental"] = "false"
    headers["Ostype"] = "linux"
    headers["Server"] = EngineIdentity.server
    return headers
  }
}
