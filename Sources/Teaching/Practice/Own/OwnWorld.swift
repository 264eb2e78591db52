import Basics
import Checks
import DockerCLI
import Lessons

/// The machines of a sitting of which the first is the learner's own engine, as checks look at them.
struct OwnWorld: World {
  let own: Machine.ID
  let docker: OwnDocker
  /// The environment in which dojo was called.
  let environment: [String: String]
  /// HTTP and files as the learner's computer has them.
  let computer: MachineWorld
  /// The other machines, when there are any.
  let practice: (any World)?
  /// The containers that are none of the lesson's business.
  let unseen: @Sendable () -> Set<String>

  private func world(of machine: Machine.ID) -> any World { machine == own ? computer : practice ?? computer }

  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
    guard machine == own else { return try await world(of: machine).docker(arguments, on: machine) }
    return try await docker.ask(arguments, environment: environment)
  }

  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
    try await world(of: machine).http(get: url, accept: accept, on: machine)
  }

  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation {
    try await world(of: machine).file(path, on: machine)
  }

  func script(_ call: ScriptCall, on machine: Machine.ID) async throws -> CommandOutcome {
    guard machine == own else { return try await world(of: machine).script(call, on: machine) }
    guard let scripts = computer.scripts else { throw ScriptNotAllowed(purpose: call.purpose) }
    return try await scripts.run(call, engine: docker)
  }

  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? {
    guard machine == own else { return await world(of: machine).portHolder(port, on: machine) }
    let holders = try? await docker.ask(
      ["ps", "--filter", "publish=\(port)", "--format", "{{.Names}} ({{.Image}})"], environment: environment)
    // The container says more than the engine's proxy, which is what holds the port.
    if let line = holders?.stdout.split(whereSeparator: \.isNewline).first {
      return "the container \(line)"
    }
    return await computer.portHolder(port, on: machine)
  }

  func unseenContainers(on machine: Machine.ID) async -> Set<String> { machine == own ? unseen() : [] }
}
