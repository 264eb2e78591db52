import DockerAPI
import HTTPServer

/// Networks.
struct NetworkRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("GET", "networks") { try .json(200, await machine.listNetworks($0.filters())) },
      Route("POST", "networks/create") { request in
        try .json(201, await machine.createNetwork(await request.body(CreateNetworkRequest.self)))
      },
      Route("POST", "networks/prune") { try .json(200, await machine.pruneNetworks($0.filters())) },
      Route("POST", "networks/*/connect") { request in
        try await machine.connect(await request.body(ConnectNetworkRequest.self), to: request.name)
        return HTTPReply(200)
      },
      Route("POST", "networks/*/disconnect") { request in
        try await machine.disconnect(await request.body(DisconnectNetworkRequest.self), from: request.name)
        return HTTPReply(200)
      },
      Route("GET", "networks/*") { try .json(200, await machine.inspectNetwork($0.name)) },
      Route("DELETE", "networks/*") { request in
        try await machine.removeNetwork(request.name)
        return .noContent
      },
    ]
  }
}
