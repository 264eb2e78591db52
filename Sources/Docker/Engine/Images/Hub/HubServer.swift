import HTTPServer
import OCI
import RegistryClient

/// The hub behind a loopback port, so that pulls from it go over the real protocol; it starts with the first pull.
actor HubServer {
  private let service: HubService
  private let loops: ServerLoops
  private let now: @Sendable () -> Int
  private var start: Task<HTTPServer, any Error>?

  /// The host that Docker asks for names without a registry.
  private static let host = "registry-1.docker.io"

  init(bundle: BundledImages, loops: ServerLoops, now: @escaping @Sendable () -> Int) {
    service = HubService(bundle: bundle)
    self.loops = loops
    self.now = now
  }

  /// A repository of the hub.
  func repository(_ name: Reference, client: RegistryClient) async throws -> any RemoteRepository {
    let port = try await port()
    let access = RegistryAccess(insecureRegistries: [Self.host]) { _, _ in
      .reachable(host: "127.0.0.1", port: port)
    }
    let remote = Reference(domain: Self.host, repository: name.repository)
    do {
      return RegistryLink(repository: try await client.repository(remote, access: access))
    } catch {
      throw RemoteFault(error)
    }
  }

  private func port() async throws -> Int {
    let start =
      start
      ?? Task { [service, loops, now] in
        try await HTTPServer.start(
          service.http, at: .tcp(host: "127.0.0.1", port: 0), on: loops, options: ServerOptions(now: now))
      }
    self.start = start
    return try await start.value.port ?? 0
  }

  /// Stops listening, if it ever started.
  func shutdown() async {
    guard let server = try? await start?.value else { return }
    await server.shutdown()
  }
}
