import DockerAPI
import HTTPServer
import OCI

/// `docker login`: asks the registry whether it knows the user.
struct LoginRoutes: Sendable {
  let registries: any RemoteRegistries

  var routes: [Route] {
    [Route("POST", "auth") { try await logIn($0) }]
  }

  private func logIn(_ request: RouteRequest) async throws -> HTTPReply {
    let asked = try await request.body(AuthenticationRequest.self, as: .authentication, .unchecked)
    let server = asked.serverAddress ?? ""
    let domain = Self.domain(of: server)
    guard (try? Reference(parsing: "\(domain)/login"))?.domain == domain else {
      throw EngineFault.badParameter("invalid registry: \(server)")
    }
    do {
      try await registries.logIn(
        to: domain, RegistryCredentials(username: asked.username ?? "", password: asked.password ?? ""))
    } catch let fault as RemoteFault {
      throw fault.kind == .unauthorized
        ? EngineFault(status: 401, message: fault.message) : .system(fault.message)
    }
    return try .json(200, AuthenticationReply(status: "Login Succeeded"))
  }

  /// The registry of a server address, its scheme and path removed.
  private static func domain(of server: String) -> String {
    let bare = ["http://", "https://"].first { server.hasPrefix($0) }.map {
      String(server.dropFirst($0.utf8.count))
    }
    let domain = String((bare ?? server).prefix { $0 != "/" })
    return ["", "index.docker.io", "docker.io", "registry-1.docker.io"].contains(domain)
      ? Reference.defaultDomain : domain
  }
}
