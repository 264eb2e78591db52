import Basics
import Shell

/// Who a process of a container runs as, found in the container's own files.
struct ContainerUser: Hashable, Sendable {
  let identity: ChildIdentity
  /// The home folder that `/etc/passwd` names; the root folder for somebody who is not in it.
  let home: String

  /// Reads `USER[:GROUP]`, each a name or a number; the empty text is root.
  ///
  /// - Throws: `EngineFault` in Docker's words for a name that the container does not know.
  init(_ text: String, files: ConfinedFolder) throws(EngineFault) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let wanted = parts.first ?? "0"
    let rows = Self.rows("etc/passwd", files)
    let row = rows.first { $0.count >= 6 && ($0[0] == wanted || $0[2] == wanted) }
    for part in parts {
      guard let number = Int(part), !(0...Int(Int32.max)).contains(number) else { continue }
      throw .badParameter("uids and gids must be in range 0-\(Int32.max)")
    }
    guard let user = row.flatMap({ UInt32($0[2]) }) ?? UInt32(wanted) else {
      throw .badParameter("unable to find user \(wanted): no matching entries in passwd file")
    }
    var group = row.flatMap { UInt32($0[3]) } ?? 0
    if parts.count > 1 {
      let named = Self.rows("etc/group", files).first { $0.count >= 3 && $0[0] == parts[1] }
      guard let found = named.flatMap({ UInt32($0[2]) }) ?? UInt32(parts[1]) else {
        throw .badParameter("unable to find group \(parts[1]): no matching entries in group file")
      }
      group = found
    }
    identity = ChildIdentity(user: user, group: group)
    home = row.map { $0[5] } ?? (user == 0 ? "/root" : "/")
  }

  private static func rows(_ path: String, _ files: ConfinedFolder) -> [[String]] {
    guard case .file(let bytes)? = try? files.look(at: path, limit: 1 << 20) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
