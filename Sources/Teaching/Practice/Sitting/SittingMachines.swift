import Basics
import Checks
import EngineClient
import Lessons
import Shell

/// The machines of a sitting: practice machines, or the learner's own Docker.
package protocol SittingMachines: Sendable {
  /// The machines as checks look at them.
  var world: any World { get }
  /// How commands on a machine reach its engine.
  func access(to machine: Machine.ID) -> EngineAccess
  /// Whether the machines can be brought back to any step, not only to their beginning.
  var keepsSteps: Bool { get }
  /// Takes note of what happened on an engine of the learner's; `nil` where all machines are practice machines.
  func own(_ note: OwnNote) async throws -> OwnReport?
  /// A machine's engine for requests of this process, when it is one of this process.
  func engine(of machine: Machine.ID) -> DirectEngine?
  /// The path of a machine's `/etc/docker/daemon.json` as commands of the sitting call it; `nil` where that is the file
  /// of that name on this computer.
  func daemonFile(of machine: Machine.ID) -> String?
  /// What stands in a machine's daemon.json; `nil` when there is none, or none of its own.
  func daemonText(of machine: Machine.ID) -> String?
  /// Puts a machine's daemon.json there, or takes it away.
  func writeDaemonText(_ text: String?, of machine: Machine.ID) throws
  /// Does something with a machine's docker service; `nil` where that is the computer's own.
  func service(_ action: ServiceAction, on machine: Machine.ID) async -> ServiceOutcome?
  /// Keeps the machines as they are now in a folder, replacing what was kept there.
  func save(to folder: String) async throws
  /// Brings the machines back to what was kept in a folder.
  func restore(from folder: String) async throws
  /// Where a program on a machine ends up when it connects to this host and port.
  func route(host: String, port: Int, from machine: Machine.ID) async -> Route
  /// Takes away what a throw-away sitting has made where it would outlive the sitting.
  func clear() async throws
  /// What is to be told when this step begins because it destroys things; `nil` where nobody else's are in reach.
  func warning(before step: Step) async -> Phrase?
  /// The bound that the processes of some machine's containers have reached, if they ever did.
  var reachedBound: ContainerBounds.Kind? { get async }
  /// The packages for want of which some machine has not run a program in a container.
  var lackedPackages: [String] { get async }
  /// Stops everything that runs; what the machines are stays on the disk.
  func close() async
}

extension SittingMachines {
  package var keepsSteps: Bool { true }
  package var reachedBound: ContainerBounds.Kind? { nil }
  package var lackedPackages: [String] { [] }
  package func clear() async throws {}
  package func warning(before step: Step) async -> Phrase? { nil }
  package func own(_ note: OwnNote) async throws -> OwnReport? { nil }
  package func engine(of machine: Machine.ID) -> DirectEngine? { nil }
  package func daemonFile(of machine: Machine.ID) -> String? { nil }
  package func daemonText(of machine: Machine.ID) -> String? { nil }
  package func writeDaemonText(_ text: String?, of machine: Machine.ID) throws {}
  package func service(_ action: ServiceAction, on machine: Machine.ID) async -> ServiceOutcome? { nil }
}
