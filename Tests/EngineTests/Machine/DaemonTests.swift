import Basics
import DockerAPI
import EngineClient
import TestSupport
import Testing

@testable import Engine

@Suite("A machine's docker service and its daemon.json")
struct DaemonTests {
  @Test(arguments: [
    ("{insecure-registries: [a:1]}", "invalid character 'i' looking for beginning of object key string"),
    (
      #"{"insecure-registries": ["a:1"],}"#,
      "invalid character '}' looking for beginning of object key string"
    ),
    (
      #"{'insecure-registries': ["a:1"]}"#,
      #"invalid character '\'' looking for beginning of object key string"#
    ),
    (#"{"debug": true} {"debug": true}"#, "invalid character '{' after top-level value"),
    (#"{"insecure-registries" ["a:1"]}"#, "invalid character '[' after object key"),
    (#"{"debug": true "tls": false}"#, "invalid character '\"' after object key:value pair"),
    (#"{"labels": ["a" "b"]}"#, "invalid character '\"' after array element"),
    (#"{"debug": tru}"#, "invalid character '}' in literal true (expecting 'e')"),
    ("", "EOF"),
    (#"{"insecure-registries": ["a:1"]"#, "unexpected EOF"),
    (
      #"{"insecure-registry": ["a:1"]}"#,
      "the following directives don't match any configuration option: insecure-registry"
    ),
    (
      #"{"insecure-registries": "a:1"}"#,
      "json: cannot unmarshal string into Go struct field Config.insecure-registries of type []string"
    ),
    (
      #"{"hosts": ["tcp://0.0.0.0:2375"]}"#,
      "the following directives are specified both as a flag and in the configuration file: "
        + "hosts: (from flag: [fd://], from file: [tcp://0.0.0.0:2375])"
    ),
  ])
  func `a file that dockerd does not accept keeps the service from starting`(text: String, reason: String) {
    let words = "unable to configure the Docker daemon with file /etc/docker/daemon.json: \(reason)"
    #expect(throws: EngineFault.system(words)) { try DaemonConfiguration(parsing: Array(text.utf8)) }
  }

  @Test func `registries and mirrors are read as Docker reads them`() throws {
    let text = #"""
      {"insecure-registries": ["http://a:5000", "b:5000", "192.0.2.0/24", "c"], "log-driver": "json-file",
       "registry-mirrors": ["https://mirror.example"]}
      """#
    let read = try DaemonConfiguration(parsing: Array(text.utf8))
    #expect(read.insecureRegistries == ["a:5000", "b:5000", "192.0.2.0/24", "c"])
    #expect(read.registryMirrors == ["https://mirror.example/"])
    #expect(read.registryConfig.insecureRegistryCIDRs == ["192.0.2.0/24", "127.0.0.0/8"])
    #expect(read.registryConfig.mirrors == ["https://mirror.example/"])
    #expect(try DaemonConfiguration(parsing: nil) == DaemonConfiguration())
    #expect(throws: EngineFault.badParameter("insecure registry a:b:c is not valid: invalid host \"a:b:c\""))
    {
      try DaemonConfiguration(parsing: Array(#"{"insecure-registries": ["a:b:c"]}"#.utf8))
    }
  }

  @Test func `a stopped service answers nobody, and a started one answers again`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let client = EngineClient(endpoint: .unix(path: lab.socket(of: lab.host)))
      try await lab.host.run(.of("registry:2.7.1", ports: ["5000:5000"]), name: "reg")
      try await lab.host.stopDaemon()
      #expect(await !lab.host.daemonStatus.isRunning)
      await #expect { _ = try await client.send(EngineRequest(.get, "/_ping")) } throws: { error in
        guard case EngineClientError.unreachable = error else { return false }
        return true
      }
      try await lab.host.startDaemon()
      #expect(try await client.send(EngineRequest(.get, "/_ping")).head.status == 200)
      #expect(try await lab.host.inspect("reg").state.exitCode == 2)
      // The other machine has a service of its own.
      #expect(await lab.other.daemonStatus.isRunning)
    }
  }

  @Test func `a restart with a bad file leaves the service down until the file is put right`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let client = EngineClient(endpoint: .unix(path: lab.socket(of: lab.host)))
      try await lab.host.run(.of("registry:2.7.1", ports: ["5000:5000"]), name: "reg")
      try AtomicFile.write(Array("{a: 1}".utf8), to: lab.host.daemonFile)
      await #expect(throws: EngineFault.self) { try await lab.host.restartDaemon() }
      let status = await lab.host.daemonStatus
      #expect(!status.isRunning && status.failure?.hasSuffix("object key string") == true)
      await #expect(throws: EngineClientError.self) {
        _ = try await client.send(EngineRequest(.get, "/_ping"))
      }
      try AtomicFile.write(Array(#"{"insecure-registries": ["x:1"]}"#.utf8), to: lab.host.daemonFile)
      try await lab.host.startDaemon()
      #expect(await lab.host.configuration.insecureRegistries == ["x:1"])
      #expect(await lab.host.daemonStatus.failure == nil)
      #expect(try await !lab.host.inspect("reg").state.isRunning)
      try await lab.host.startDaemon()
      #expect(try await client.send(EngineRequest(.get, "/_ping")).head.status == 200)
    }
  }

  @Test(arguments: [
    ("no", false, false), ("no", true, false), ("always", false, true), ("always", true, true),
    ("unless-stopped", false, true), ("unless-stopped", true, false), ("on-failure", false, true),
  ])
  func `whether a container comes back with the service is said by its restart rule`(
    policy: String, isStoppedByHand: Bool, comesBack: Bool
  ) async throws {
    try await NeighbourhoodFixture.with { lab in
      let request = CreateContainerRequest.of("registry:2.7.1") { _, host in
        host.restartPolicy = RestartPolicy(name: policy)
      }
      try await lab.host.run(request, name: "reg")
      if isStoppedByHand { _ = try await lab.host.stop("reg", grace: .zero) }
      try await lab.host.restartDaemon()
      #expect(try await lab.host.inspect("reg").state.isRunning == comesBack)
    }
  }

  @Test func `a machine that is opened again goes on with the service as it was`() async throws {
    let scratch = try ScratchFolder()
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      try AtomicFile.write(Array("{".utf8), to: lab.host.daemonFile)
      // Nobody has restarted it: the file is not looked at.
      #expect(await lab.host.daemonStatus.isRunning)
      try await lab.other.stopDaemon()
    }
    try await NeighbourhoodFixture.with(in: scratch) { lab in
      #expect(await lab.host.configuration.insecureRegistries == ["host-a:5000"])
      #expect(await lab.host.daemonStatus.isRunning)
      #expect(await !lab.other.daemonStatus.isRunning)
      let client = EngineClient(endpoint: .unix(path: lab.socket(of: lab.other)))
      await #expect(throws: EngineClientError.self) {
        _ = try await client.send(EngineRequest(.get, "/_ping"))
      }
      await #expect(throws: EngineFault.self) { try await lab.host.restartDaemon() }
    }
  }

  @Test func `a snapshot brings back the file and the service`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let client = EngineClient(endpoint: .unix(path: lab.socket(of: lab.host)))
      let snapshot = "\(lab.scratch.path)/kept"
      try await lab.host.snapshot(to: snapshot)
      let before = try FileBytes.read(lab.host.daemonFile)
      try AtomicFile.write(Array("{".utf8), to: lab.host.daemonFile)
      await #expect(throws: EngineFault.self) { try await lab.host.restartDaemon() }
      let down = "\(lab.scratch.path)/down"
      try await lab.host.snapshot(to: down)
      try await lab.host.restore(from: snapshot)
      #expect(try FileBytes.read(lab.host.daemonFile) == before)
      #expect(try await client.send(EngineRequest(.get, "/_ping")).head.status == 200)
      try await lab.host.restore(from: down)
      await #expect(throws: EngineClientError.self) {
        _ = try await client.send(EngineRequest(.get, "/_ping"))
      }
    }
  }

  @Test func `reloading takes the file over while containers run on, and a bad one changes nothing`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1"), name: "reg")
      try AtomicFile.write(Array(#"{"insecure-registries": ["x:1"]}"#.utf8), to: lab.host.daemonFile)
      try await lab.host.reloadDaemon()
      try AtomicFile.write(Array("{".utf8), to: lab.host.daemonFile)
      await #expect(throws: EngineFault.self) { try await lab.host.reloadDaemon() }
      #expect(await lab.host.configuration.insecureRegistries == ["x:1"])
      #expect(try await lab.host.inspect("reg").state.isRunning)
    }
  }
}
