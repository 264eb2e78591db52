import Basics
import Testing

@testable import Practice

/// What engines of learners say about themselves.
@Suite struct OwnEngineTests {
  private func docker(
    insecure: String = "{}", networks: String = #"["::1/128","127.0.0.0/8"]"#,
    system: String = "Debian GNU/Linux 12"
  ) throws -> OwnEngine {
    let text = """
      {"ID":"A:B","DockerRootDir":"/var/lib/docker","ServerVersion":"29.1.3","Architecture":"x86_64",
       "OperatingSystem":"\(system)","RegistryConfig":{"InsecureRegistryCIDRs":\(networks),"IndexConfigs":\(insecure)}}
      """
    return try #require(OwnEngine(JSONValue(parsing: text), kind: .docker))
  }

  @Test func `Docker is known by its id and where it keeps things`() throws {
    let engine = try docker()
    #expect(engine.id == "A:B:/var/lib/docker")
    #expect(engine.version == "Docker 29.1.3")
  }

  @Test func `podman 4 and 5 are known by where they keep images`() throws {
    let text = """
      {"host":{"arch":"amd64","hostname":"vm"},"store":{"graphRoot":"/home/mika/.local/share/containers/storage"},
       "registries":{"vm:5000":{"Prefix":"vm:5000","Location":"vm:5000","Insecure":true,"Blocked":false},
       "search":["docker.io"]},"version":{"APIVersion":"5.4.0","Version":"5.4.0"}}
      """
    let engine = try #require(OwnEngine(JSONValue(parsing: text), kind: .podman))
    #expect(engine.version == "podman 5.4.0")
    #expect(engine.id == "vm:/home/mika/.local/share/containers/storage")
    #expect(engine.talksPlainHTTP(to: "vm:5000", addresses: []))
  }

  @Test func `an answer without a server is no engine`() throws {
    let text = #"{"ID":"","Containers":0,"ServerErrors":["Cannot connect"],"ClientInfo":{}}"#
    #expect(try OwnEngine(JSONValue(parsing: text), kind: .docker) == nil)
  }

  @Test(arguments: [
    ("127.0.1.1", true), ("127.255.0.9", true), ("10.0.0.7", false), ("fe80::1", false), ("", false),
  ])
  func `a registry is trusted by the address of its name`(address: String, isTrusted: Bool) throws {
    #expect(try docker().talksPlainHTTP(to: "vm:5000", addresses: [address]) == isTrusted)
  }

  @Test func `a registry is trusted when the engine was told so, under that very name and port`() throws {
    let engine = try docker(insecure: #"{"docker.io":{"Secure":true},"vm:5000":{"Secure":false}}"#)
    #expect(engine.talksPlainHTTP(to: "vm:5000", addresses: ["10.0.0.7"]))
    #expect(!engine.talksPlainHTTP(to: "vm:5001", addresses: ["10.0.0.7"]))
  }

  @Test func `Docker Desktop has names of its own, so only what it was told counts`() throws {
    #expect(try !docker(system: "Docker Desktop").talksPlainHTTP(to: "vm:5000", addresses: ["127.0.0.1"]))
  }

  @Test(arguments: [
    ("unix:///var/run/docker.sock", false), ("tcp://localhost:2375", false), ("tcp://127.0.0.1:2375", false),
    ("tcp://build.example:2376", true), ("ssh://mika@build", true), ("npipe:////./pipe/docker_engine", false),
  ])
  func `an endpoint on another computer is told apart`(endpoint: String, isElsewhere: Bool) {
    #expect(OwnEngine.isElsewhere(endpoint) == isElsewhere)
  }

  @Test func `without docker and podman that is said, with the way out`() async throws {
    await #expect(throws: OwnDockerFailure.missing(["docker", "podman"])) {
      try await OwnDocker.find(.system, ["PATH": "/nowhere"])
    }
    await #expect(throws: OwnDockerFailure.missing(["podman"])) {
      try await OwnDocker.find(.podman, ["PATH": "/nowhere"])
    }
  }
}
