import DockerAPI
import HTTPServer

/// Endpoints of Docker that a practice machine has no truthful answer for; each says so.
struct RefusedRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("POST", "build") { _ in throw machine.refusal(Refusal.feature("docker build")) },
      Route("POST", "build/prune") { _ in try .json(200, BuildCachePruned()) },
      Route("GET", "plugins/*/json") { request in
        throw EngineFault(status: 404, message: "plugin \"\(request.name)\" not found")
      },
      Route("POST", "swarm/init") { _ in throw machine.refusal(Refusal.feature("docker swarm")) },
    ]
  }
}
