import Basics
import Checks
import DockerAPI
import DockerCLI
import EngineClient
import HTTPClient
import Lessons

/// The machines of a sitting as checks look at them: through docker, HTTP and files, like a user.
struct MachineWorld: World {
  /// Where each machine's Docker Engine API is served.
  let sockets: [Machine.ID: String]
  /// The same engines without a socket.
  let engines: [Machine.ID: DirectEngine]
  let docker: BundledDocker
  let client: HTTPClient
  /// Where a connection from a machine leads.
  let route: @Sendable (_ host: String, _ port: Int, _ machine: Machine.ID) async -> Route
  /// Where files of a machine lie that are not this computer's own, by their path on the machine.
  let machineFiles: [Machine.ID: [String: String]]
  /// Where the learner's side of them lies, when that is somewhere else.
  let writtenFiles: (any DaemonFiles)?
  /// Whether a machine's docker service was stopped, or did not start.
  let serviceIsStopped: @Sendable (_ machine: Machine.ID) async -> Bool
  let files: any LearnerFiles
  let environment: [String: String]
  /// Runs the author's programs, when the learner has allowed that.
  let scripts: ScriptRunner?
  let now: @Sendable () -> Timestamp

  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
    guard let socket = sockets[machine] else {
      throw SittingFailure.noSuchMachine(machine.text, known: sockets.keys.map(\.text).sorted())
    }
    guard await !serviceIsStopped(machine) else { throw DockerServiceStopped(machine: machine) }
    let (output, errors) = (CollectedOutput(), CollectedOutput())
    let surroundings = CommandEnvironment(
      endpoint: .unix(path: socket), engine: engines[machine], variables: Self.variables, output: output,
      errors: errors, now: now)
    let exit = await docker(arguments, surroundings)
    return CommandOutcome(stdout: output.text, stderr: errors.text, exit: exit)
  }

  /// A practice machine's version is known; asking for it would be half the time of a look.
  private static let variables = ["DOCKER_API_VERSION": APIVersion.current.description]

  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation {
    guard let place = machineFiles[machine]?[path] else { return try files.look(at: path) }
    if let writtenFiles { return try writtenFiles.read(of: machine).map(Self.text) ?? .missing }
    return try FileObservation(at: place)
  }

  private static func text(_ bytes: [UInt8]) -> FileObservation {
    .text(String(decoding: bytes, as: UTF8.self))
  }

  func script(_ call: ScriptCall, on machine: Machine.ID) async throws -> CommandOutcome {
    guard let scripts, let socket = sockets[machine] else { throw ScriptNotAllowed(purpose: call.purpose) }
    return try await scripts.run(call, socket: socket)
  }

  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? {
    await PortHolder.find(port, environment: environment)?.description
  }
}
