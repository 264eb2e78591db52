import DockerAPI
import HTTPServer

/// Volumes.
struct VolumeRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("GET", "volumes") { try .json(200, await machine.listVolumes($0.filters())) },
      Route("POST", "volumes/create") { request in
        try .json(201, await machine.createVolume(await request.body(CreateVolumeRequest.self, as: .volume)))
      },
      Route("POST", "volumes/prune") { try .json(200, await machine.pruneVolumes($0.filters())) },
      Route("GET", "volumes/*") { try .json(200, await machine.inspectVolume($0.name)) },
      Route("DELETE", "volumes/*") { request in
        try await machine.removeVolume(request.name, force: request.flag("force"))
        return .noContent
      },
    ]
  }
}
