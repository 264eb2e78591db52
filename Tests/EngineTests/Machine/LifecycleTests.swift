import Basics
import DockerAPI
import Testing

@testable import Engine

@Suite struct `A container's life` {
  @Test func `goes from created over running to exited, with its times`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.create(.of("alpine", ["sleep", "600"]), name: "box")
      #expect(try await lab.host.inspect("box").state.status == "created")
      #expect(try await lab.host.start(id))
      #expect(try await !lab.host.start("box"))
      let running = try await lab.host.inspect(String(id.prefix(5)))
      #expect(running.state.isRunning && running.state.pid > 0)
      #expect(running.state.finishedAt == "0001-01-01T00:00:00Z")
      #expect(running.networkSettings.ipAddress == "172.17.0.2")
      #expect(try await lab.host.stop("box", grace: .zero))
      let ended = try await lab.host.inspect("box")
      #expect(ended.state.status == "exited" && ended.state.exitCode == 137)
      #expect(
        ended.state.startedAt == running.state.startedAt && ended.state.finishedAt > ended.state.startedAt)
      #expect(ended.networkSettings.ipAddress.isEmpty)
    }
  }

  @Test(arguments: [("registry:2.7.1", 2), ("nginx:1.19.2", 0)])
  func `ends by the stop signal as the real program does`(image: String, code: Int) async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of(image), name: "box")
      #expect(try await lab.host.stop("box"))
      #expect(try await lab.host.inspect("box").state.exitCode == code)
      #expect(try await !lab.host.stop("box"))
    }
  }

  @Test func `a program that ignores signals goes on until it is killed`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.run(.of("alpine", ["sleep", "600"]), name: "box")
      try await lab.host.kill("box", signal: .interrupt)
      #expect(try await lab.host.inspect("box").state.isRunning)
      try await lab.host.kill("box")
      #expect(try await lab.host.inspect("box").state.exitCode == 137)
      let again = try await fault { try await lab.host.kill("box") }
      #expect(again == .conflict("Cannot kill container: box: Container \(id) is not running"))
    }
  }

  @Test func `a sleeper wakes by itself`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.create(.of("alpine", ["sleep", "0.01"]), name: nil)
      let replies = try await lab.host.wait(for: id, until: .nextExit)
      _ = try await lab.host.start(id)
      for await reply in replies { #expect(reply.statusCode == 0) }
      #expect(try await lab.host.inspect(id).state.status == "exited")
    }
  }

  @Test func `can be paused and go on`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.run(.of("alpine", ["sleep", "600"]), name: "box")
      try await lab.host.pause("box")
      #expect(try await lab.host.inspect("box").state.isPaused)
      #expect(
        try await fault { try await lab.host.remove("box", force: false, withVolumes: false) }?.message
          .contains("paused container \(id)") == true)
      try await lab.host.unpause("box")
      #expect(
        try await fault { try await lab.host.unpause("box") } == .system("Container \(id) is not paused"))
    }
  }

  @Test func `starts again by its restart rule as often as it says`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let request = CreateContainerRequest.of("alpine", ["false"]) { _, host in
        host.restartPolicy = RestartPolicy(name: "on-failure", maximumRetryCount: 2)
      }
      let id = try await lab.host.run(request)
      #expect(try await lab.wait { try await lab.host.inspect(id).state.status == "exited" })
      let document = try await lab.host.inspect(id)
      #expect(document.restartCount == 2 && document.state.exitCode == 1)
    }
  }

  @Test func `ends with the machine's docker service, unless its restart rule brings it back`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1", ports: ["5000:5000"]), name: "plain")
      let always = CreateContainerRequest.of("nginx:1.19.2", ports: ["80:80"]) { _, host in
        host.restartPolicy = RestartPolicy(name: "always")
      }
      try await lab.host.run(always, name: "kept")
      try await lab.host.restartDaemon()
      #expect(try await lab.host.inspect("plain").state.exitCode == 2)
      #expect(try await !lab.host.inspect("plain").state.isRunning)
      #expect(try await lab.host.inspect("kept").state.isRunning)
    }
  }

  @Test func `a name is taken until its container is removed`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.create(.of("alpine", ["true"]), name: "web")
      let conflict = try await fault { _ = try await lab.host.create(.of("alpine", ["true"]), name: "web") }
      #expect(conflict?.status == 409)
      #expect(
        conflict?.message.hasPrefix(
          "Conflict. The container name \"/web\" is already in use by container \"\(id)\".") == true)
      try await lab.host.rename("web", to: "old")
      #expect(try await lab.host.inspect("old").id == id)
      try await lab.host.remove("old", force: false, withVolumes: false)
      #expect(try await fault { _ = try await lab.host.inspect("old") } == .noSuchContainer("old"))
    }
  }

  @Test func `a running container is removed only by force, and leaves its volume behind`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let id = try await lab.host.run(.of("registry:2.7.1"), name: "r1")
      let refused = try await fault { try await lab.host.remove("r1", force: false, withVolumes: false) }
      #expect(
        refused
          == .conflict(
            "You cannot remove a running container \(id). "
              + "Stop the container before attempting removal or force remove"))
      try await lab.host.remove("r1", force: true, withVolumes: false)
      #expect(try await lab.host.listVolumes(.none).volumes?.count == 1)
      try await lab.host.run(.of("registry:2.7.1"), name: "r2")
      try await lab.host.remove("r2", force: true, withVolumes: true)
      #expect(try await lab.host.listVolumes(.none).volumes?.count == 1)
    }
  }

  @Test func `a command that is beyond practice leaves no container behind`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let refused = try await fault { try await lab.host.run(.of("alpine", ["apk", "add", "git"])) }
      #expect(refused?.status == 501)
      #expect(refused?.message.contains("--docker system") == true)
      let filter = try ContainerFilter(.none, all: true, limit: nil)
      #expect(try await lab.host.list(filter).isEmpty)
    }
  }
}
