import Basics
import DockerAPI
import HTTPClient
import TestSupport
import Testing

@testable import Engine

@Suite struct `The published ports of a container` {
  private func status(_ port: Int) async -> Int? {
    try? await HTTPClient().send(ClientRequest("GET", "http://127.0.0.1:\(port)/")).status
  }

  private func realPort(_ lab: NeighbourhoodFixture) async -> Int? {
    await lab.host.ports.entries.values.first?.first.map { Int($0.realPort) }
  }

  @Test(arguments: [["nginx:1.19.2"], ["alpine", "httpd", "-f", "-p", "80"]])
  func `go with the network on which they were published, and come back with another`(words: [String])
    async throws
  {
    guard words[0] != "alpine" || RealProcesses.arePossible else { return }
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["network", "create", "lan"])
      _ = await lab.bundledDocker(["run", "-d", "--name", "web", "-p", "8080:80"] + words)
      let before = try #require(await realPort(lab))
      #expect(try await lab.wait { await status(before) != nil })
      _ = await lab.bundledDocker(["network", "disconnect", "bridge", "web"])
      #expect(await realPort(lab) == nil)
      #expect(await status(before) == nil)
      #expect(await lab.bundledDocker(["ps", "--format", "<{{.Ports}}>"]).output == "<>\n")
      #expect(
        await lab.bundledDocker(["inspect", "-f", "{{json .NetworkSettings.Ports}}", "web"]).output == "{}\n")
      _ = await lab.bundledDocker(["network", "connect", "lan", "web"])
      let after = try #require(await realPort(lab))
      #expect(try await lab.wait { await status(after) != nil })
      #expect(
        await lab.bundledDocker(["ps", "--format", "{{.Ports}}"]).output.hasPrefix("0.0.0.0:8080->80/tcp"))
      _ = await lab.bundledDocker(["network", "connect", "bridge", "web"])
      _ = await lab.bundledDocker(["network", "disconnect", "bridge", "web"])
      #expect(await realPort(lab) == after)
    }
  }

  @Test func `keep a container off a network when somebody else has them by then`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "web", "-p", "8080:80", "nginx:1.19.2"])
      _ = await lab.bundledDocker(["network", "disconnect", "bridge", "web"])
      #expect(await lab.bundledDocker(["run", "-d", "-p", "8080:80", "nginx:1.19.2"]).exit == 0)
      let refused = await lab.bundledDocker(["network", "connect", "bridge", "web"])
      #expect(refused.exit == 1 && refused.errors.contains("port is already allocated"), "\(refused)")
      let networks = try await lab.host.inspect("web").networkSettings.networks
      #expect(networks.values.isEmpty)
    }
  }
}
