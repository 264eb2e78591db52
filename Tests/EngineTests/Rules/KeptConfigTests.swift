import Basics
import DockerAPI
import Testing

@testable import Engine

@Suite struct KeptConfigTests {
  private func kept(_ config: ContainerConfig) throws -> JSONValue {
    try JSONValue(encoding: Kept(wrappedValue: config))
  }

  private func read(_ document: JSONValue) throws -> ContainerConfig {
    try document.decoded(as: Kept<ContainerConfig>.self).wrappedValue
  }

  @Test func `Only what says something is in the state file, in the order of the engine's documents`() throws
  {
    var config = ContainerConfig()
    config.hostname = "box"
    config.command = ["sh"]
    config.image = "alpine"
    #expect(try kept(config) == ["Hostname": "box", "Cmd": ["sh"], "Image": "alpine"])
  }

  @Test(
    arguments: [
      { _ in }, { $0.command = [] }, { $0.command = ["a", ""] }, { $0.labels = [:] },
      { $0.labels = ["a": "b"] }, { $0.hasTerminal = true }, { $0.stopTimeout = 0 }, { $0.volumes = [:] },
      { $0.exposedPorts = ["80/tcp": EmptyObject()] }, { $0.onBuild = [] }, { $0.stopSignal = "" },
      { $0.areArgumentsEscaped = false }, { $0.healthcheck = HealthcheckConfig(test: ["NONE"], retries: 3) },
    ] as [@Sendable (inout ContainerConfig) -> Void])
  func `What is kept reads as what it was, and so does what a former version kept whole`(
    change: @Sendable (inout ContainerConfig) -> Void
  ) throws {
    var config = ContainerConfig()
    change(&config)
    #expect(try read(kept(config)) == config)
    #expect(try read(JSONValue(encoding: config)) == config)
  }
}
