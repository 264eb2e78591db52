import Basics
import Lessons

/// Where the machines' `/etc/docker/daemon.json` lie for whoever writes them, when that is not where engines read them.
package protocol DaemonFiles: Sendable {
  /// The path by which commands of the sitting call a machine's file.
  func path(of machine: Machine.ID) -> String
  /// What stands in it; `nil` when there is none.
  func read(of machine: Machine.ID) throws -> [UInt8]?
  /// Puts it there, or takes it away.
  func write(_ bytes: [UInt8]?, of machine: Machine.ID) throws
}
