import Basics
import EngineClient
import HTTPServer
import Shell
import TestSupport

@testable import Engine

/// The image routes alone, behind a unix socket, as a client of an engine sees them.
struct ImageServer {
  let fixture: ImageStoreFixture
  let socket: String
  let client: EngineClient

  private static let ping = Route("GET", "_ping") { _ in HTTPReply(200) }

  static func with(
    _ images: [String] = [], registries: any RemoteRegistries = MemoryRegistry(), uses: [ImageUse] = [],
    _ body: (Self) async throws -> Void
  ) async throws {
    try await ImageStoreFixture.with(images) { fixture in
      let routes = ImageRoutes(
        store: fixture.store, registries: registries, uses: { uses }, language: .english)
      let socket = "\(fixture.folder)/s"
      let loops = ServerLoops()
      let server = try await HTTPServer.start(
        EngineRouter([ping] + routes.routes).service, at: .unix(path: socket), on: loops,
        options: ServerOptions { 1_795_450_972 })
      let failure: (any Error)?
      do {
        try await body(
          Self(fixture: fixture, socket: socket, client: EngineClient(endpoint: .unix(path: socket))))
        failure = nil
      } catch {
        failure = error
      }
      await server.shutdown()
      await loops.shutdown()
      if let failure { throw failure }
    }
  }

  /// Runs the real docker CLI against the server.
  func docker(_ arguments: String...) async throws -> ChildOutcome {
    try await ChildCommand(
      Self.dockerPath ?? "docker", arguments,
      environment: [
        "DOCKER_HOST": "unix://\(socket)", "DOCKER_CONFIG": fixture.folder, "HOME": fixture.folder,
      ]
    ).capture()
  }

  /// Where a real docker CLI is installed on this computer, if one is.
  static let dockerPath: String? = ["/usr/local/bin/docker", "/usr/bin/docker"].first {
    (try? FileBytes.read($0)) != nil
  }
}
