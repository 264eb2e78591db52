import DockerAPI
import HTTPServer
import Testing

@testable import Engine

@Suite struct `A port that is taken` {
  /// A port that was free a moment ago.
  private static func freePort() async throws -> UInt16 {
    let loops = ServerLoops()
    let server = try await HTTPServer.start(
      HTTPService { _ in HTTPReply(200) }, at: .tcp(host: "127.0.0.1", port: 0), on: loops,
      options: ServerOptions { 0 })
    let port = server.port ?? 0
    await server.shutdown()
    await loops.shutdown()
    return UInt16(port)
  }

  private static func expectFailure(
    _ machine: Machine, _ id: String, _ ending: String, at location: SourceLocation = #_sourceLocation
  ) async throws {
    let failed = try await fault { _ = try await machine.start(id) }
    let document = try await machine.inspect(id)
    #expect(failed?.status == 500, sourceLocation: location)
    let start = "driver failed programming external connectivity on endpoint \(document.name.dropFirst()) ("
    #expect(failed?.message.hasPrefix(start) == true, "\(failed?.message ?? "")", sourceLocation: location)
    #expect(
      failed?.message.hasSuffix("): \(ending)") == true, "\(failed?.message ?? "")", sourceLocation: location)
    #expect(document.state.status == "created", sourceLocation: location)
    #expect(document.state.error == failed?.message, sourceLocation: location)
  }

  @Test(arguments: PortPolicy.allCases)
  func `by a container of the same machine leaves the second one created`(policy: PortPolicy) async throws {
    try await NeighbourhoodFixture.with(ports: policy) { lab in
      let port = try await Self.freePort()
      try await lab.host.run(.of("registry:2.7.1", ports: ["\(port):5000"]))
      let second = try await lab.host.create(.of("registry:2.7.1", ports: ["\(port):5000"]), name: nil)
      try await Self.expectFailure(
        lab.host, second, "Bind for 0.0.0.0:\(port) failed: port is already allocated")
    }
  }

  @Test func `by another machine or program is told as the system's error`() async throws {
    try await NeighbourhoodFixture.with(ports: .real) { lab in
      let port = try await Self.freePort()
      let first = try await lab.host.run(.of("registry:2.7.1", ports: ["\(port):5000"]), name: "first")
      try await lab.other.images.preload(
        ["registry:2.7.1"], from: BundledImages(folder: BundledImagesTests.folder))
      let second = try await lab.other.create(.of("registry:2.7.1", ports: ["\(port):5000"]), name: nil)
      try await Self.expectFailure(
        lab.other, second,
        "Error starting userland proxy: listen tcp4 0.0.0.0:\(port): bind: address already in use")
      try await lab.host.remove(first, force: true, withVolumes: true)
      #expect(try await lab.other.start(second))
    }
  }

  @Test func `on another machine is no trouble when ports are private`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.other.images.preload(
        ["registry:2.7.1"], from: BundledImages(folder: BundledImagesTests.folder))
      for machine in [lab.host, lab.other] {
        try await machine.run(.of("registry:2.7.1", ports: ["5000:5000"]))
      }
      let ends = await [
        lab.neighbourhood.endpoint(host: "localhost", port: 5_000, from: "host-a"),
        lab.neighbourhood.endpoint(host: "localhost", port: 5_000, from: "host-b"),
      ]
      #expect(ends[0] != ends[1])
    }
  }

  @Test func `is free again when its container has ended`() async throws {
    try await NeighbourhoodFixture.with(ports: .real) { lab in
      let port = try await Self.freePort()
      for _ in 0..<3 {
        let id = try await lab.host.run(.of("nginx:1.19.2", ports: ["\(port):80"]))
        try await lab.host.remove(id, force: true, withVolumes: true)
      }
    }
  }
}
