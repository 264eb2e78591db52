import DockerAPI
import HTTPServer

/// Networks.
struct NetworkRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("GET", "networks") { try .json(200, await machine.listNetworks($0.filters())) },
      Route("POST", "networks/create") { request in
        try .json(
          201, await machine.createNetwork(await request.body(CreateNetworkRequest.self, as: .network)))
      },
      Route("POST", "networks/prune") { try .json(200, await machine.pruneNetworks($0.filters())) },
      Route("POST", "networks/*/connect") { request in
        try await machine.connect(
          await request.body(ConnectNetworkRequest.self, as: .networkConnect), to: request.name)
        return HTTPReply(200)
      },
      Route("POST", "networks/*/disconnect") { request in
        try await machine.disconnect(
          await request.body(DisconnectNetworkRequest.self, as: .networkDisconnect), from: request.name)
        return HTTPReply(200)
      },
      Route("GET", "networks/*") { request in
        guard request.value("scope").map({ $0 == "local" }) ?? true else {
          throw EngineFault(status: 404, message: "network \(request.name) not found")
        }
        return try .json(200, await machine.inspectNetwork(request.name))
      },
      Route("DELETE", "networks/*") { request in
        try await machine.removeNetwork(request.name)
        return .noContent
      },
    ]
  }
}
