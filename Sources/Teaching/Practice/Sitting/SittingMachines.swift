import Checks
import EngineClient
import Lessons

/// The machines of a sitting: practice machines, or the learner's own Docker.
package protocol SittingMachines: Sendable {
  /// The machines as checks look at them.
  var world: any World { get }
  /// The path of the unix socket of a machine's Docker Engine API.
  func socket(of machine: Machine.ID) -> String
  /// A machine's engine for requests of this process, when it is one of this process.
  func engine(of machine: Machine.ID) -> DirectEngine?
  /// Keeps the machines as they are now in a folder, replacing what was kept there.
  func save(to folder: String) async throws
  /// Brings the machines back to what was kept in a folder.
  func restore(from folder: String) async throws
  /// Where a program on a machine ends up when it connects to this host and port.
  func route(host: String, port: Int, from machine: Machine.ID) async -> Route
  /// Stops everything that runs; what the machines are stays on the disk.
  func close() async
}

extension SittingMachines {
  package func engine(of machine: Machine.ID) -> DirectEngine? { nil }
}
