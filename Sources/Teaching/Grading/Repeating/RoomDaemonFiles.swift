import Basics
import Lessons
import Practice
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The machines' daemon.json as a submission writes them: in its own files, read without following any link.
struct RoomDaemonFiles: DaemonFiles {
  let room: Room
  /// The most bytes that are read of one.
  private static let limit = 256 << 10

  /// Makes a folder for each machine, which is called by its name too.
  func prepare(_ machines: [Machine]) throws {
    for machine in machines {
      let folder = "\(room.daemon)/\(machine.id)"
      guard !Folders.exists(folder) else { continue }
      try Folders.create(folder, mode: 0o755)
      try room.hand(over: folder)
      guard machine.name != machine.id.text, !Folders.exists("\(room.daemon)/\(machine.name)") else {
        continue
      }
      guard unsafe symlink(machine.id.text, "\(room.daemon)/\(machine.name)") == 0 else {
        throw SystemError.last("symlink", room.daemon)
      }
    }
  }

  func path(of machine: Machine.ID) -> String { "\(room.daemonInside)/\(machine)/daemon.json" }

  func read(of machine: Machine.ID) throws -> [UInt8]? {
    guard case .file(let bytes) = try ConfinedFolder(room.daemon).look(at: inner(machine), limit: Self.limit)
    else { return nil }
    return bytes
  }

  func write(_ bytes: [UInt8]?, of machine: Machine.ID) throws {
    let folder = ConfinedFolder(room.daemon)
    guard let bytes else {
      if case .missing = try folder.look(at: inner(machine), limit: Self.limit) { return }
      return try folder.write([], to: inner(machine))
    }
    try folder.write(bytes, to: inner(machine))
    try? room.hand(over: "\(room.daemon)/\(inner(machine))")
  }

  private func inner(_ machine: Machine.ID) -> String { "\(machine)/daemon.json" }
}
