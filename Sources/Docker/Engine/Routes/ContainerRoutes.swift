import DockerAPI
import HTTPServer

/// Containers: lists and documents, making, changing and removing.
struct ContainerRoutes: Sendable {
  let machine: Machine

  var routes: [Route] {
    [
      Route("GET", "containers/json") { try await list($0) },
      Route("POST", "containers/create") { try await create($0) },
      Route("POST", "containers/prune") { try .json(200, await machine.pruneContainers($0.filters())) },
      Route("GET", "containers/*/json") { request in
        try .json(200, await machine.inspect(request.name, withSize: request.flag("size")))
      },
      Route("GET", "containers/*/top") { request in
        .json(200, document: try await machine.top(request.name, options: request.value("ps_args")))
      },
      Route("POST", "containers/*/update") { try await update($0) },
      Route("POST", "containers/*/rename") { request in
        guard let name = request.value("name") else {
          throw EngineFault.badParameter("Neither old nor new names may be empty")
        }
        try await machine.rename(request.name, to: name)
        return .noContent
      },
      Route("DELETE", "containers/*") { request in
        guard !request.flag("link") else {
          try await machine.removeLink(request.name)
          return .noContent
        }
        try await machine.remove(request.name, force: request.flag("force"), withVolumes: request.flag("v"))
        return .noContent
      },
    ]
  }

  private func list(_ request: RouteRequest) async throws -> HTTPReply {
    if let limit = request.value("limit"), !limit.isEmpty, Int(limit) == nil {
      throw EngineFault.system("strconv.Atoi: parsing \"\(limit)\": invalid syntax")
    }
    let filter = try ContainerFilter(
      request.filters(), all: request.flag("all"), limit: request.value("limit").flatMap { Int($0) })
    return .json(late: try await machine.list(filter, withSize: request.flag("size")))
  }

  private func create(_ request: RouteRequest) async throws -> HTTPReply {
    let reply = try await machine.make(
      await request.body(CreateContainerRequest.self, as: .container, .unchecked),
      name: request.value("name"),
      platform: request.value("platform"))
    return try .json(201, reply)
  }

  private func update(_ request: RouteRequest) async throws -> HTTPReply {
    let asked = try await request.body(UpdateContainerRequest.self, as: .update, .unchecked)
    let warnings = try await machine.update(
      request.name, restartPolicy: asked.restartPolicy, limits: asked.limits)
    return try .json(200, UpdateContainerReply(warnings: warnings.isEmpty ? nil : warnings))
  }
}

/// The body of `POST /containers/{name}/update`: limits, named as in a `HostConfig`, and a restart policy.
private struct UpdateContainerRequest: Decodable {
  let limits: HostConfig
  let restartPolicy: RestartPolicy?

  private enum CodingKeys: String, CodingKey {
    case restartPolicy = "RestartPolicy"
  }

  init(from decoder: any Decoder) throws {
    limits = try HostConfig(from: decoder)
    restartPolicy = try decoder.container(keyedBy: CodingKeys.self)
      .decodeIfPresent(RestartPolicy.self, forKey: .restartPolicy)
  }
}

private struct UpdateContainerReply: Encodable {
  @Nullable var warnings: [String]?

  private enum CodingKeys: String, CodingKey {
    case warnings = "Warnings"
  }
}
