import Basics
import DockerAPI
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `The health of a container` {
  private func status(of name: String, in lab: NeighbourhoodFixture) async -> String {
    await lab.bundledDocker(["ps", "-a", "--filter", "name=^\(name)$", "--format", "{{.Status}}"]).output
  }

  private func run(_ name: String, _ check: String, _ options: String..., in lab: NeighbourhoodFixture) async
  {
    let ran = await lab.bundledDocker(
      ["run", "-d", "--name", name, "--health-cmd", check] + options + ["alpine", "sleep", "600"])
    #expect(ran.exit == 0, "\(ran)")
  }

  @Test func `is found out by a command that runs in it`() async throws {
    try await NeighbourhoodFixture.with { lab in
      await run("box", "test -e /well", "--health-interval=20ms", "--health-retries=2", in: lab)
      let isUnwell = try await lab.wait { await status(of: "box", in: lab).hasSuffix("(unhealthy)\n") }
      #expect(isUnwell)
      _ = await lab.bundledDocker(["exec", "box", "touch", "/well"])
      let isWell = try await lab.wait { await status(of: "box", in: lab).hasSuffix("(healthy)\n") }
      #expect(isWell)
      let health = try await lab.host.inspect("box").state.health
      #expect(health?.failingStreak == 0 && health?.log?.isEmpty == false)
      let listed = await lab.bundledDocker(["ps", "-q", "--filter", "health=healthy"])
      #expect(listed.output.count == 13)
      #expect(await lab.bundledDocker(["ps", "-q", "--filter", "health=none"]).output == "")
      _ = await lab.bundledDocker(["kill", "box"])
      let last = try await lab.host.inspect("box").state.health
      #expect(last?.status == "unhealthy")
    }
  }

  @Test func `begins with starting, and a check that takes too long has failed`() async throws {
    try await NeighbourhoodFixture.with { lab in
      await run("slow", "sleep 600", "--health-interval=20ms", "--health-timeout=50ms", in: lab)
      #expect(await status(of: "slow", in: lab).hasSuffix("(health: starting)\n"))
      let hasFailed = try await lab.wait {
        try await lab.host.inspect("slow").state.health?.log?.isEmpty == false
      }
      #expect(hasFailed)
      let result = try await lab.host.inspect("slow").state.health?.log?.first
      #expect(result?.exitCode == -1 && result?.output == "Health check exceeded timeout (50ms)")
    }
  }

  @Test func `can be that of a server which this process plays`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker([
        "run", "-d", "--name", "web", "--health-cmd",
        "wget -qO- http://localhost:5000/v2/ >/dev/null || exit 1",
        "--health-interval", "20ms", "registry:2.7.1",
      ])
      #expect(ran.exit == 0, "\(ran)")
      let isWell = try await lab.wait { await status(of: "web", in: lab).hasSuffix("(healthy)\n") }
      #expect(isWell)
    }
  }

  @Test func `counts failures only after the start period, and none after one success`() {
    var config = ContainerConfig()
    config.healthcheck = HealthcheckConfig(test: ["CMD", "x"], startPeriod: 5_000_000_000, retries: 1)
    guard let check = HealthCheck(config) else { Issue.record("no check"); return }
    var record = HealthRecord()
    let bad = HealthResult(start: "", end: "", exitCode: 1, output: "")
    record.take(bad, of: check, age: .seconds(4))
    #expect(record.status == .starting && record.failures == 0)
    record.take(HealthResult(start: "", end: "", exitCode: 0, output: ""), of: check, age: .seconds(4))
    #expect(record.status == .healthy)
    record.take(bad, of: check, age: .seconds(4))
    #expect(record.status == .unhealthy && record.failures == 1)
  }
}
