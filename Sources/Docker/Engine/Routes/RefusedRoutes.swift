import DockerAPI
import HTTPServer

/// Endpoints of Docker that a practice machine has no truthful answer for; each says so.
struct RefusedRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    aboutContainers + aboutEngine + [
      Route("POST", "containers/*/exec") { try await exec($0) }
    ]
  }

  private var aboutContainers: [Route] {
    let features = [
      ("GET", "top", "docker top"), ("GET", "stats", "docker stats"), ("GET", "changes", "docker diff"),
      ("GET", "export", "docker export"), ("GET", "archive", "docker cp"), ("PUT", "archive", "docker cp"),
    ]
    return features.map { method, path, feature in
      Route(method, "containers/*/\(path)") { request in
        _ = try await machine.inspect(request.name)
        throw machine.refusal(Refusal.feature(feature))
      }
    }
  }

  private var aboutEngine: [Route] {
    [
      Route("POST", "commit") { request in
        _ = try await machine.inspect(request.value("container") ?? "")
        throw machine.refusal(Refusal.feature("docker commit"))
      },
      Route("POST", "build") { _ in throw machine.refusal(Refusal.feature("docker build")) },
      Route("POST", "build/prune") { _ in try .json(200, BuildCachePruned()) },
      Route("GET", "plugins/*/json") { request in
        throw EngineFault(status: 404, message: "plugin \"\(request.name)\" not found")
      },
      Route("POST", "swarm/init") { _ in throw machine.refusal(Refusal.feature("docker swarm")) },
    ]
  }

  /// Says first what Docker would say of a container in the wrong state.
  private func exec(_ request: RouteRequest) async throws -> HTTPReply {
    let container = try await machine.inspect(request.name)
    guard container.state.isRunning else {
      throw EngineFault.conflict("Container \(container.id) is not running")
    }
    guard !container.state.isPaused else {
      throw EngineFault.conflict(
        "Container \(request.name) is paused, unpause the container before exec")
    }
    let asked = try await request.body(ExecRequest.self)
    let words = asked.command ?? []
    throw machine.refusal(
      Refusal.command(CommandLine(path: words.first ?? "", arguments: Array(words.dropFirst()))))
  }
}

private struct ExecRequest: Decodable {
  let command: [String]?

  private enum CodingKeys: String, CodingKey {
    case command = "Cmd"
  }
}
