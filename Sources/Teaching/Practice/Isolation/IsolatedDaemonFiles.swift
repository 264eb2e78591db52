import Basics
import Lessons

/// The machines' daemon.json of an isolated sitting: the first machine's is the only one at `/etc/docker`.
///
/// An engine reads its own copy when its service is started, as a real one reads the file then: an editor that puts
/// another file in the place of this one does no harm.
package struct IsolatedDaemonFiles: DaemonFiles {
  private let first: Machine.ID?

  package init(lesson: Lesson) {
    first = lesson.machines.first?.id
  }

  package func path(of machine: Machine.ID) -> String {
    let folder = machine == first ? Isolation.Place.docker : "\(Isolation.Place.daemonFiles)/\(machine)"
    return "\(folder)/daemon.json"
  }

  package func read(of machine: Machine.ID) throws -> [UInt8]? {
    try FileBytes.readIfPresent(path(of: machine))
  }

  package func write(_ bytes: [UInt8]?, of machine: Machine.ID) throws {
    guard let bytes else { return Folders.remove(path(of: machine)) }
    try AtomicFile.write(bytes, to: path(of: machine))
  }
}
