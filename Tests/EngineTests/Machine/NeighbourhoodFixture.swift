import Basics
import DockerAPI
import Shell
import TestSupport

@testable import Engine

/// The two machines of a lesson, opened in a folder of their own and serving the Engine API.
struct NeighbourhoodFixture {
  let neighbourhood: Neighbourhood
  let scratch: ScratchFolder
  let host: Machine
  let other: Machine

  static let specifications = [
    MachineSpecification(
      name: "host-a", images: ["registry:2.7.1", "nginx:1.19.2", "hello-world", "alpine", "busybox"],
      insecureRegistries: ["host-a:5000"]),
    MachineSpecification(name: "host-b", insecureRegistries: ["host-a:5000"]),
  ]

  /// Runs a body with both machines, then closes them.
  static func with(
    ports: PortPolicy = .private, _ body: (Self) async throws -> Void
  ) async throws {
    try await with(in: ScratchFolder(), ports: ports, body)
  }

  /// The same in a folder that may hold machines from before.
  static func with(
    in scratch: ScratchFolder, ports: PortPolicy = .private, _ body: (Self) async throws -> Void
  ) async throws {
    let fixture = try await Self(in: scratch, ports: ports)
    do {
      try await body(fixture)
    } catch {
      await fixture.neighbourhood.close()
      throw error
    }
    await fixture.neighbourhood.close()
  }

  init(in scratch: ScratchFolder, ports: PortPolicy = .private) async throws {
    self.scratch = scratch
    neighbourhood = try await Neighbourhood.open(
      root: "\(scratch.path)/machines", machines: Self.specifications,
      bundledImages: BundledImages(folder: BundledImagesTests.folder), ports: ports)
    host = neighbourhood.machines[0]
    other = neighbourhood.machines[1]
    for machine in neighbourhood.machines { try await machine.serve(socket: socket(of: machine)) }
  }

  func socket(of machine: Machine) -> String { "\(scratch.path)/\(machine.name).sock" }

  /// Runs the real docker against a machine.
  func docker(_ arguments: String..., on machine: Machine? = nil) async throws -> ChildOutcome {
    try await docker(arguments, on: machine)
  }

  func docker(_ arguments: [String], on machine: Machine? = nil) async throws -> ChildOutcome {
    try await ChildCommand(RealDocker.path, arguments, environment: environment(on: machine)).capture()
  }

  func environment(on machine: Machine? = nil) -> [String: String] {
    [
      "DOCKER_HOST": "unix://\(socket(of: machine ?? host))", "DOCKER_CONFIG": "\(scratch.path)/config",
      "PATH": "/usr/bin:/bin", "HOME": scratch.path,
    ]
  }

  /// Waits until something is so, for at most a minute: on a busy machine each turn of a task takes its time.
  func wait(_ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if try await condition() { return true }
      try await Task.sleep(for: .milliseconds(5))
    }
    return false
  }
}
