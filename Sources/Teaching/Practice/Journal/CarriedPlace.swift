import Basics

/// A file or folder of the learner's that a docker command read, kept so that the command can be done again elsewhere.
package struct CarriedPlace: Sendable, Hashable, Codable {
  package struct File: Sendable, Hashable, Codable {
    /// Below the place; empty for the place itself.
    package let path: String
    /// The permission bits.
    package let mode: Int
    /// Base64.
    fileprivate let content: String
  }

  /// Absolute, on the learner's computer.
  package let path: String
  private let files: [File]

  /// The most that is kept: bytes of a file and of all together, the number of files, and folders in folders.
  private static let limit = (file: 64 << 10, all: 256 << 10, files: 64, depth: 8)

  /// Reads a place; `nil` for one that is not there or holds more than is kept, and for a whole home folder.
  ///
  /// Links and what has a hidden name are left out: they lead to, or are, what the learner did not mean to show.
  package init?(reading path: String, home: String?) {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = String(path)
    let parts = path.split(separator: "/")
    guard let name = parts.last.map(String.init), let home, !(home + "/").hasPrefix(path + "/"),
      let parent = try? OpenFolder("/" + parts.dropLast().joined(separator: "/")),
      let status = parent.status(name)
    else { return nil }
    var files: [File] = []
    var left = Self.limit.all
    switch status.kind {
    case .file:
      guard Self.keep(name, "", of: parent, status, &files, &left) else { return nil }
    case .folder:
      guard let folder = try? parent.folder(name), Self.keep(folder, "", 0, &files, &left) else { return nil }
    case .link, .hardLink, .other: return nil
    }
    self.files = files
  }

  /// Whether everything of a folder could be kept.
  private static func keep(
    _ folder: OpenFolder, _ prefix: String, _ depth: Int, _ files: inout [File], _ left: inout Int
  ) -> Bool {
    for name in folder.names where !name.hasPrefix(".") {
      guard let status = folder.status(name) else { continue }
      switch status.kind {
      case .file:
        guard keep(name, prefix + name, of: folder, status, &files, &left) else { return false }
      case .folder:
        guard depth < limit.depth, let inner = try? folder.folder(name),
          keep(inner, "\(prefix)\(name)/", depth + 1, &files, &left)
        else { return false }
      case .link, .hardLink, .other: continue
      }
    }
    return true
  }

  private static func keep(
    _ name: String, _ path: String, of folder: OpenFolder, _ status: ArchiveMember, _ files: inout [File],
    _ left: inout Int
  ) -> Bool {
    guard files.count < limit.files, let bytes = try? folder.read(name, limit: min(limit.file, left)) else {
      return false
    }
    left -= bytes.count
    files.append(File(path: path, mode: status.mode, content: Base64.encoded(bytes)))
    return true
  }

  /// Whether it is a file and not a folder.
  package var isFile: Bool { files.first?.path.isEmpty ?? false }

  /// The files by their paths below the place, in order; what nobody could have kept is left out.
  package var contents: [(file: File, bytes: [UInt8])] {
    files.compactMap { file in
      let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
      let isPlain = file.path.isEmpty || parts.allSatisfy { !["", ".", ".."].contains($0) }
      guard isPlain, let bytes = Base64.decoded(file.content) else { return nil }
      return (file, bytes)
    }
  }
}
