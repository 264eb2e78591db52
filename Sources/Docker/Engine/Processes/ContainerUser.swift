import Basics
import Shell

/// Who a process of a container runs as, found in the container's own files.
struct ContainerUser: Hashable, Sendable {
  let identity: UserAndGroup
  /// The groups of its process, its own first: those of which it is a member, unless it was asked for as somebody of one
  /// group, and those that the container adds.
  let groups: [UInt32]
  /// The home folder that `/etc/passwd` names; the root folder for somebody who is not in it.
  let home: String

  /// Reads `USER[:GROUP]`, each a name or a number; the empty text is root.
  ///
  /// - Parameters:
  ///   - text: The user.
  ///   - added: The groups of the container's `GroupAdd`, each a name or a number.
  ///   - files: The container's files.
  /// - Throws: `EngineFault` in Docker's words for a name that the container does not know.
  init(_ text: String, joining added: [String], files: ConfinedFolder) throws(EngineFault) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let wanted = parts.first ?? "0"
    let rows = Self.rows("etc/passwd", files)
    let row = rows.first { $0.count >= 6 && ($0[0] == wanted || $0[2] == wanted) }
    for part in parts { try Self.requireRange(part) }
    guard let user = row.flatMap({ UInt32($0[2]) }) ?? UInt32(wanted) else {
      throw .system("unable to find user \(wanted): no matching entries in passwd file")
    }
    var group = row.flatMap { UInt32($0[3]) } ?? 0
    let known = Self.rows("etc/group", files).filter { $0.count >= 3 }
    let number = { (name: String) in
      known.first { $0[0] == name }.flatMap { UInt32($0[2]) } ?? UInt32(name)
    }
    var memberships: [UInt32] = []
    if parts.count > 1 {
      guard let found = number(parts[1]) else {
        throw .system("unable to find group \(parts[1]): no matching entries in group file")
      }
      group = found
    } else if let name = row?[0] {
      memberships = known.filter { $0.count > 3 && $0[3].split(separator: ",").contains(name[...]) }
        .compactMap { UInt32($0[2]) }
    }
    for name in added {
      try Self.requireRange(name)
      guard let found = number(name) else {
        throw .system("Unable to find group \(name): no matching entries in group file")
      }
      memberships.append(found)
    }
    groups = ([group] + memberships).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    identity = UserAndGroup(user: user, group: group)
    home = row.map { $0[5] } ?? (user == 0 ? "/root" : "/")
  }

  /// Refuses a number that can be nobody's.
  private static func requireRange(_ text: String) throws(EngineFault) {
    guard let number = Int(text), !(0...Int(Int32.max)).contains(number) else { return }
    throw .system("uids and gids must be in range 0-\(Int32.max)")
  }

  private static func rows(_ path: String, _ files: ConfinedFolder) -> [[String]] {
    guard case .file(let bytes)? = try? files.look(at: path, limit: 1 << 20) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
