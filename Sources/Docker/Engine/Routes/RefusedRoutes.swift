import Basics
import DockerAPI
import HTTPServer

/// Endpoints of Docker that a practice machine has no truthful answer for; each says so.
struct RefusedRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("POST", "build") { _ in throw machine.refusal(Refusal.feature("docker build")) },
      Route("POST", "build/prune") { _ in try .json(200, BuildCachePruned()) },
      Route("GET", "plugins") { _ in .json(200, document: []) },
      Route("GET", "plugins/privileges") { _ in .json(200, document: []) },
      Route("POST", "session") { _ in throw EngineFault.badParameter("no upgrade proto in request") },
      Route("GET", "plugins/*/json") { request in
        throw EngineFault(status: 404, message: "plugin \"\(request.name)\" not found")
      },
      Route("POST", "swarm/init") { _ in throw machine.refusal(Refusal.feature("docker swarm init")) },
      Route("POST", "swarm/join") { _ in throw machine.refusal(Refusal.feature("docker swarm join")) },
      Route("POST", "swarm/leave") { _ in
        throw EngineFault(status: 503, message: "This node is not part of a swarm")
      },
    ] + swarmRoutes
  }

  /// What an engine answers that is in no swarm.
  private var swarmRoutes: [Route] {
    [
      ("GET", "swarm"), ("POST", "swarm/update"), ("GET", "swarm/unlockkey"), ("POST", "swarm/unlock"),
      ("GET", "nodes"), ("GET", "nodes/*"), ("DELETE", "nodes/*"), ("POST", "nodes/*/update"),
      ("GET", "services"), ("GET", "services/*"), ("POST", "services/create"), ("DELETE", "services/*"),
      ("POST", "services/*/update"), ("GET", "services/*/logs"), ("GET", "tasks"), ("GET", "tasks/*"),
      ("GET", "tasks/*/logs"), ("GET", "secrets"), ("GET", "secrets/*"), ("POST", "secrets/create"),
      ("DELETE", "secrets/*"), ("POST", "secrets/*/update"), ("GET", "configs"), ("GET", "configs/*"),
      ("POST", "configs/create"), ("DELETE", "configs/*"), ("POST", "configs/*/update"),
    ].map { method, path in
      Route(method, path) { _ in
        throw EngineFault(status: 503, message: EngineFault.noSwarmManager)
      }
    }
  }
}
