import Basics
import ContentStore
import DockerAPI
import HTTPServer
import Registry
import RegistryClient
import TestSupport

@testable import Engine

/// dojo's own registry on a free loopback port, reached as `host-a:5000` of the practice world.
struct RegistryFixture {
  /// The port on which it really listens.
  let port: Int
  /// The hub, on a port of its own.
  let hub: HubServer

  static func with(_ body: (Self) async throws -> Void) async throws {
    let scratch = try ScratchFolder()
    let loops = ServerLoops()
    let service = RegistryService(
      store: ContentStore(root: scratch.path), options: .init { Timestamp(seconds: 1_795_450_972) })
    let server = try await HTTPServer.start(
      service.http, at: .tcp(host: "127.0.0.1", port: 0), on: loops,
      options: ServerOptions { 1_795_450_972 })
    let hub = HubServer(
      bundle: try BundledImages(folder: ImageStoreFixture.bundleFolder), loops: loops
    ) { 1_795_450_972 }
    let failure: (any Error)?
    do {
      try await body(Self(port: server.port ?? 0, hub: hub))
      failure = nil
    } catch {
      failure = error
    }
    await server.shutdown()
    await hub.shutdown()
    await loops.shutdown()
    withExtendedLifetime(scratch) {}
    if let failure { throw failure }
  }

  /// The world of a machine that allows some registries over plain HTTP.
  func registries(
    insecure: [String] = ["host-a:5000"], mirrors: [String] = []
  ) throws -> MachineRegistries {
    let client = RegistryClient()
    let hub = Hub(bundle: try BundledImages(folder: ImageStoreFixture.bundleFolder), language: .english) {
      [hub] in
      try await hub.repository($0, client: client)
    }
    return MachineRegistries(
      hub: hub, client: client, insecureRegistries: { insecure }, mirrors: { mirrors },
      dial: { [port] host, asked in
        switch (host, asked) {
        case ("host-a", 5000), ("localhost", 5000): .reachable(host: "127.0.0.1", port: port)
        case ("host-a", _), ("localhost", _): .refused(address: "192.0.2.1:\(asked)")
        default: .noSuchHost
        }
      })
  }
}
