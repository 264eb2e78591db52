import Basics
import DockerAPI
import TestSupport
import Testing

@testable import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct `Machines of a sitting` {
  @Test func `reach one another by name, and themselves by localhost`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1", ports: ["5000:5000"]))
      let real = await lab.host.ports.realPort(of: 5_000, on: "127.0.0.1")
      let door = Endpoint.reachable(host: "127.0.0.1", port: Int(try #require(real)))
      for (host, from) in [
        ("host-a", "host-a"), ("host-a", "host-b"), ("localhost", "host-a"), ("127.0.0.1", "host-a"),
      ] {
        #expect(
          await lab.neighbourhood.endpoint(host: host, port: 5_000, from: from) == door,
          "\(host) from \(from)")
      }
      #expect(
        await lab.neighbourhood.endpoint(host: "localhost", port: 5_000, from: "host-b")
          == .refused(address: "127.0.0.1:5000"))
      #expect(
        await lab.neighbourhood.endpoint(host: "host-a", port: 80, from: "host-b")
          == .refused(address: "192.0.2.1:80"))
      #expect(
        await lab.neighbourhood.endpoint(host: "example.com", port: 80, from: "host-b")
          == .reachable(host: "example.com", port: 80))
    }
  }

  @Test func `do not answer other machines on a port that is published for localhost only`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let request = CreateContainerRequest.of("registry:2.7.1") { _, host in
        host.portBindings?["5000/tcp"] = [PortBinding(hostIP: "127.0.0.1", hostPort: "5000")]
      }
      try await lab.host.run(request)
      let near = await lab.neighbourhood.endpoint(host: "localhost", port: 5_000, from: "host-a")
      let far = await lab.neighbourhood.endpoint(host: "host-a", port: 5_000, from: "host-b")
      #expect(far == .refused(address: "192.0.2.1:5000"))
      #expect(near != far)
    }
  }

  @Test func `refuse a socket path that the system finds too long`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let path = lab.scratch.path + "/" + String(repeating: "x", count: 200)
      await #expect(throws: UnusableSocket(path: path)) { try await lab.host.serve(socket: path) }
    }
  }

  @Test func `that were stopped short go on like paused computers`() async throws {
    let scratch = try ScratchFolder()
    let before = try await NeighbourhoodFixture(in: scratch)
    try await before.host.run(.of("registry:2.7.1", ports: ["5000:5000"]), name: "registry")
    try await before.host.run(.of("alpine", ["sleep", "600"]), name: "sleeper")
    try await before.host.run(.of("alpine", ["sleep", "0"]), name: "ended")
    _ = try await before.host.create(.of("alpine", ["true"]), name: "made")
    let ended = try await before.wait { try await before.host.inspect("ended").state.status == "exited" }
    #expect(ended)
    let left = try await ["registry", "sleeper", "ended", "made"].asyncMap {
      try await before.host.inspect($0)
    }
    // Nothing is closed: this is what a killed process leaves behind.
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      for document in left {
        var now = try await lab.host.inspect(document.id)
        // A real process begins anew, under another number.
        if document.name == "/sleeper", now.state.isRunning { now.state.pid = document.state.pid }
        #expect(now == document, "\(document.name)")
      }
      guard case .reachable = await lab.neighbourhood.endpoint(host: "host-a", port: 5_000, from: "host-b")
      else { return #expect(Bool(false), "the registry's port is not open again") }
      try await lab.host.remove("registry", force: true, withVolumes: true)
    }
    await before.neighbourhood.close()
  }

  @Test func `do not get back images that were removed`() async throws {
    let scratch = try ScratchFolder()
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      _ = try await lab.host.images.remove("busybox", force: false, uses: [])
    }
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      #expect(await (try? lab.host.images.image("busybox")) == nil)
      #expect(await (try? lab.host.images.image("alpine")) != nil)
    }
  }

  @Test func `go back to a snapshot, what ran then running again`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1", ports: ["5000:5000"]), name: "registry")
      let document = try await lab.host.inspect("registry")
      let content = await lab.host.contentFolder(of: try lab.host.state.container(named: "registry"))
      try AtomicFile.write(Array("kept".utf8), to: "\(content)/note")
      try await lab.host.snapshot(to: "\(lab.scratch.path)/snapshot")
      try AtomicFile.write(Array("changed".utf8), to: "\(content)/note")
      try await lab.host.remove("registry", force: true, withVolumes: true)
      _ = try await lab.host.images.remove("busybox", force: false, uses: [])
      try await lab.host.run(.of("nginx:1.19.2", ports: ["5000:80"]))
      try await lab.host.restore(from: "\(lab.scratch.path)/snapshot")
      #expect(try await lab.host.inspect("registry") == document)
      #expect(String(decoding: try FileBytes.read("\(content)/note"), as: UTF8.self) == "kept")
      #expect(await (try? lab.host.images.image("busybox")) != nil)
      #expect(try await lab.host.list(ContainerFilter(.none, all: true, limit: nil)).count == 1)
      // And again: the snapshot itself has not changed.
      try await lab.host.restore(from: "\(lab.scratch.path)/snapshot")
      #expect(try await lab.host.inspect("registry") == document)
    }
  }

  @Test func `that were killed while they went back to a snapshot are as they were in it`() async throws {
    let scratch = try ScratchFolder()
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      _ = try await lab.host.images.remove("busybox", force: false, uses: [])
    }
    // Between the two renames that put the copy in the machine's place.
    let machine = "\(scratch.path)/machines/host-a"
    #expect(unsafe rename(machine, "\(machine).incoming") == 0)
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      #expect(await (try? lab.host.images.image("busybox")) == nil)
    }
  }

  @Test func `say in dockerd's words that daemon.json is no JSON`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let file = lab.host.folder.daemonConfiguration
      try AtomicFile.write(Array("{insecure-registries: [host-a:5000]}".utf8), to: file)
      let refused = try await fault { try await lab.host.restartDaemon() }
      #expect(
        refused?.message == "unable to configure the Docker daemon with file /etc/docker/daemon.json: "
          + "invalid character 'i' looking for beginning of object key string")
      try AtomicFile.write(Array(#"{"insecure-registries":["http://host-b:5000"]}"#.utf8), to: file)
      try await lab.host.restartDaemon()
      #expect(await lab.host.configuration.insecureRegistries == ["host-b:5000"])
    }
  }
}

extension Sequence {
  func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
