import Lessons

/// What can be asked of a sitting: in this process, or from any terminal through its control socket.
package protocol SittingDoor: Sendable {
  /// Writes down a command of the learner's; it is on the disk when this returns.
  func record(_ command: CommandEntry) async throws
  /// Judges the current step after a command and says what the next prompt begins with.
  func prompt(on machine: Machine.ID, status: Int32, patience: Patience) async throws -> PromptReply
  /// Judges a step now, the current one when no number is given; a self-confirmed step passes by this word.
  func check(_ step: Int?) async throws -> [SittingEvent]
  /// Shows the next rung of a step's ladder of hints.
  func hint(_ step: Int?) async throws -> [SittingEvent]
  /// Shows a step's solution, which is recorded and passes nothing.
  func solution(_ step: Int?) async throws -> [SittingEvent]
  /// Brings machines and progress back to the start of a step.
  func reset(_ step: Int?) async throws -> [SittingEvent]
  func status() async throws -> SittingStatus
  /// Where a machine can be reached.
  func machine(_ id: Machine.ID) async throws -> MachineAddress
  /// Does something with a machine's docker service; `nil` where that is the computer's own.
  func service(_ action: ServiceAction, on machine: Machine.ID) async throws -> ServiceOutcome?
  /// Where a program on a machine ends up when it connects to this host and port.
  func route(host: String, port: Int, from machine: Machine.ID) async throws -> Route
  /// Takes note of what happened on an engine of the learner's; `nil` where all machines are practice machines.
  func own(_ note: OwnNote) async throws -> OwnReport?
}

extension SittingDoor {
  /// Judges the current step while a prompt is waiting.
  package func prompt(on machine: Machine.ID, status: Int32) async throws -> PromptReply {
    try await prompt(on: machine, status: status, patience: .prompt)
  }
}

/// What the hook of a shell gets back.
package struct PromptReply: Sendable, Hashable, Codable {
  /// What stands before the learner's own prompt: `host 3/9`.
  package let mark: String
  /// What is to be shown above it; often nothing.
  package let events: [SittingEvent]

  package init(mark: String, events: [SittingEvent]) {
    self.mark = mark
    self.events = events
  }
}

/// A machine as programs reach it.
package struct MachineAddress: Sendable, Hashable, Codable {
  package let id: Machine.ID
  package let name: String
  package let engine: EngineAccess
  /// The path of the unix socket of its Docker Engine API; empty where the engine is the learner's own.
  package var socket: String {
    if case .practice(let socket) = engine { return socket }
    return ""
  }
  /// The path of its `/etc/docker/daemon.json`; `nil` where that is the file of that name on this computer.
  package var daemonFile: String?
}

/// How commands on a machine reach its engine.
package enum EngineAccess: Sendable, Hashable, Codable {
  /// A practice machine: the path of the unix socket of its Docker Engine API.
  case practice(socket: String)
  /// The learner's own docker, which finds its engine itself.
  case own(OwnDocker)

  package var isOwn: Bool {
    if case .own = self { return true }
    return false
  }
}

/// Where a connection really goes.
package enum Route: Sendable, Hashable, Codable {
  /// Connect here.
  case reachable(host: String, port: Int)
  /// The name is nobody's: what the learner would see is "could not resolve host".
  case noSuchHost
  /// Nothing listens there.
  case refused
}
