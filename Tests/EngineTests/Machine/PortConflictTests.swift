import DockerAPI
import HTTPServer
import Testing

@testable import Engine

@Suite struct `A port that is taken` {
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

  @Test func `by a container of the same machine leaves the second one created`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let port = 5_000
      try await lab.host.run(.of("registry:2.7.1", ports: ["\(port):5000"]))
      let second = try await lab.host.create(.of("registry:2.7.1", ports: ["\(port):5000"]), name: nil)
      try await Self.expectFailure(
        lab.host, second, "Bind for 0.0.0.0:\(port) failed: port is already allocated")
    }
  }

  @Test func `by another machine or program is told as the system's error`() async throws {
    try await NeighbourhoodFixture.with(ports: .real) { lab in
      let loops = ServerLoops()
      let program = try await HTTPServer.start(
        HTTPService { _ in HTTPReply(200) }, at: .tcp(host: "127.0.0.1", port: 0), on: loops,
        options: ServerOptions { 0 })
      let port = try #require(program.port)
      let id = try await lab.host.create(.of("registry:2.7.1", ports: ["\(port):5000"]), name: nil)
      try await Self.expectFailure(
        lab.host, id,
        "Error starting userland proxy: listen tcp4 0.0.0.0:\(port): bind: address already in use")
      await program.shutdown()
      await loops.shutdown()
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
    try await NeighbourhoodFixture.with { lab in
      for _ in 0..<3 {
        let id = try await lab.host.run(.of("nginx:1.19.2", ports: ["8080:80"]))
        try await lab.host.remove(id, force: true, withVolumes: true)
      }
    }
  }
}
