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
    let (version, path) = APIVersion.split(path: request.path[...])
    guard version?.refusal == nil else { return nil }
    let segments = path.split(separator: "/").map(String.init)
    let route = constants.first { $0.match(request.method, segments) != nil }
    return route?.constant.map(Self.signed)
  }

  /// Answers a request with the fields that every answer of an engine carries.
  func respond(to request: HTTPRequest) async -> HTTPReply {
    let (version, path) = APIVersion.split(path: request.path[...])
    if let refusal = version?.refusal {
      return Self.signed(.fault(.badParameter(refusal)))
    }
    let segments = path.split(separator: "/").map(String.init)
    for route in routes {
      guard let name = route.match(request.method, segments) else { continue }
      let matched = RouteRequest(name: name, http: request, version: version ?? .current)
      return Self.signed(await answer(route, matched))
    }
    return .fault(.pageNotFound)
  }

  private func answer(_ route: Route, _ request: RouteRequest) async -> HTTPReply {
    do {
      return try await route.answer(request)
    } catch let fault as EngineFault {
      return .fault(fault)
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
    // Docker sends only the fields of the upgrade before a bare stream begins.
    guard reply.status != 101 else { return reply }
    reply.headers["Api-Version"] = APIVersion.current.description
    reply.headers["Docker-Experimental"] = "false"
    reply.headers["Ostype"] = "linux"
    reply.headers["Server"] = EngineIdentity.server
    return reply
  }
}
