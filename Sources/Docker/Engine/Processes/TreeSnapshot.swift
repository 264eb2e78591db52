import Basics
import Shell

/// What stands in a container's files at one moment.
struct TreeSnapshot: Sendable {
  /// By path, without a slash in front; everything belongs to who it belongs to in the container.
  private(set) var members: [String: ArchiveMember] = [:]
  /// What is in the files, where that had to be read at once.
  private var contents: [String: ArraySlice<UInt8>] = [:]
  /// By the path of their folder.
  private var names: [String: [String]] = [:]

  /// Looks at a folder.
  ///
  /// - Throws: `SystemError` for a folder in it that cannot be read.
  init(_ folder: OpenFolder, owners: RoomOwners) throws(SystemError) {
    try look(at: folder, "", owners)
  }

  /// Reads an archive of a folder, whose members begin with `./`.
  ///
  /// - Throws: `ArchiveDamage`.
  init(archive: [UInt8]) throws(ArchiveDamage) {
    for (member, content) in try ArchiveContent.members(archive) {
      let parts = member.path.split(separator: "/").filter { $0 != "." }
      guard let last = parts.last else { continue }
      let path = parts.joined(separator: "/")
      members[path] = member.named(path)
      contents[path] = content
      names[parts.dropLast().joined(separator: "/"), default: []].append(String(last))
    }
    for folder in names.keys { names[folder]?.sort() }
  }

  private mutating func look(
    at folder: OpenFolder, _ path: String, _ owners: RoomOwners
  ) throws(SystemError) {
    let found = folder.names
    names[path] = found
    for name in found {
      guard var member = folder.status(name) else { continue }
      let path = path.isEmpty ? name : "\(path)/\(name)"
      member.owner = owners.inside(member.owner)
      members[path] = member
      if member.kind == .folder { try look(at: folder.folder(name), path, owners) }
    }
  }

  /// The names in a folder, sorted; the root is the empty path.
  func names(in folder: String) -> [String] { names[folder] ?? [] }

  /// What is in a file; `nil` if that still has to be read.
  func content(of path: String) -> ArraySlice<UInt8>? { contents[path] }
}
