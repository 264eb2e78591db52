import Basics
import DockerAPI
import HTTPClient
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite struct `A container that is paused` {
  private func ask(_ lab: NeighbourhoodFixture) async throws -> Int {
    let port = try #require(await lab.host.ports.entries.values.first?.first?.realPort)
    return try await HTTPClient().send(ClientRequest("GET", "http://127.0.0.1:\(port)/")).status
  }

  @Test(arguments: ["nginx:1.19.2", "registry:2.7.1"])
  func `answers nobody who asks it, until it goes on`(image: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "web", "-P", image])
      let before = try await ask(lab)
      #expect(before == 200)
      _ = await lab.bundledDocker(["pause", "web"])
      await withTaskGroup(of: String.self) { group in
        group.addTask { "answered \((try? await ask(lab)) ?? 0)" }
        group.addTask {
          // Long enough for many answers of one that does not wait.
          for _ in 0..<20 { _ = await lab.bundledDocker(["ps"]) }
          return "waits"
        }
        let first = await group.next()
        _ = await lab.bundledDocker(["unpause", "web"])
        let second = await group.next()
        #expect([first, second] == ["waits", "answered 200"])
      }
    }
  }

  @Test func `and is removed leaves those who wait without an answer`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "web", "-P", "nginx:1.19.2"])
      _ = await lab.bundledDocker(["pause", "web"])
      let question = Task { try await ask(lab) }
      _ = await lab.bundledDocker(["ps"])
      #expect(await lab.bundledDocker(["rm", "-f", "web"]).exit == 0)
      let answer = await question.result
      #expect(throws: (any Error).self) { try answer.get() }
    }
  }

  @Test(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
  func `goes on when it is stopped, and ends as its program wants`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let script = "trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done"
      _ = await lab.bundledDocker(["run", "-d", "--name", "box", "alpine", "sh", "-c", script])
      let isReady = try await lab.wait { await lab.bundledDocker(["logs", "box"]).output == "ready\n" }
      #expect(isReady)
      _ = await lab.bundledDocker(["pause", "box"])
      #expect(await lab.bundledDocker(["stop", "-t", "60", "box"]).exit == 0)
      #expect(try await lab.host.inspect("box").state.exitCode == 3)
    }
  }

  @Test(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"), arguments: ["", "QUIT"])
  func `goes on at any signal, or only at the one that it is stopped with if it names one`(own: String)
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      let words = own.isEmpty ? [] : ["--stop-signal", own]
      _ = await lab.bundledDocker(["run", "-d", "--name", "box"] + words + ["alpine", "sleep", "600"])
      _ = await lab.bundledDocker(["pause", "box"])
      _ = await lab.bundledDocker(["kill", "-s", "WINCH", "box"])
      let state = try await lab.host.inspect("box").state
      #expect(state.isPaused == !own.isEmpty)
    }
  }

  @Test func `is ended by a signal of before when it goes on`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "web", "nginx:latest"])
      _ = await lab.bundledDocker(["pause", "web"])
      _ = await lab.bundledDocker(["kill", "-s", "TERM", "web"])
      let paused = try await lab.host.inspect("web").state
      _ = await lab.bundledDocker(["unpause", "web"])
      let ended = try await lab.host.inspect("web").state
      #expect(paused.isPaused && ended.status == "exited")
    }
  }
}
