#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension OpenFolder {
  /// Takes a piece of an archive.
  package typealias Sink = ([UInt8]) async throws -> Void

  /// Writes an entry, with all that is in it, as members of an archive; the end of the archive is not written.
  ///
  /// - Parameters:
  ///   - entry: The name of the entry in this folder.
  ///   - name: What it is called in the archive.
  ///   - isLeftOut: Told the names in the archive; what it says yes to is left out, with all that is in it.
  ///   - owner: Says whose what belongs to somebody here is in the archive.
  ///   - sink: Takes the archive, piece by piece.
  /// - Throws: `SystemError` for what cannot be read, and what the sink throws.
  package func pack(
    _ entry: String, as name: String, leavingOut isLeftOut: (String) -> Bool = { _ in false },
    owner: (UserAndGroup) -> UserAndGroup = { $0 }, to sink: Sink
  ) async throws {
    guard var member = status(entry), !isLeftOut(name) else { return }
    member.owner = owner(member.owner)
    switch member.kind {
    case .folder:
      try await sink(member.named(name).header)
      let inside = try folder(entry)
      for child in inside.names {
        let path = name == "/" || name.isEmpty ? child : "\(name)/\(child)"
        try await inside.pack(child, as: path, leavingOut: isLeftOut, owner: owner, to: sink)
      }
    case .file:
      let content = try read(entry)
      var own = ArchiveMember(
        path: name, kind: .file, mode: member.mode, size: content.count, modified: member.modified)
      own.owner = member.owner
      try await sink(own.header)
      try await sink(content + ArchiveMember.padding(after: content.count))
    case .link: try await sink(member.named(name).header)
    case .hardLink, .other: return
    }
  }

  /// Whether this process may read an entry, with all that is in it.
  package func canRead(_ entry: String) -> Bool {
    guard let member = status(entry) else { return false }
    switch member.kind {
    case .folder:
      guard let inside = try? folder(entry) else { return false }
      return unsafe faccessat(descriptor, entry, R_OK | X_OK, 0) == 0
        && inside.names.allSatisfy(inside.canRead)
    case .file: return unsafe faccessat(descriptor, entry, R_OK, 0) == 0
    case .link, .hardLink, .other: return true
    }
  }

  /// Puts the members of an archive below this folder; what leads out of it is left out.
  ///
  /// - Parameters:
  ///   - members: The members, with what is in them.
  ///   - owner: Says to whom what belongs to somebody in the archive is given here; `nil` for this process itself.
  /// - Throws: `SystemError` for what cannot be made.
  package func unpack(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)],
    owner: (UserAndGroup) -> UserAndGroup? = { _ in nil }
  ) throws(SystemError) {
    for (member, content) in members {
      let parts = member.path.split(separator: "/").map(String.init).filter { $0 != "." }
      guard let last = parts.last, !parts.contains("..") else { continue }
      let parent = try folder(parts.dropLast().joined(separator: "/"), making: true)
      if case .hardLink(let target) = member.kind {
        try parent.link(last, to: target, below: self)
      } else {
        try parent.put(last, member, content)
        if let owner = owner(member.owner) { parent.give(last, to: owner) }
      }
    }
  }
}

extension ArchiveMember {
  /// The same under another name.
  package func named(_ name: String) -> ArchiveMember {
    var member = self
    member.path = name
    return member
  }
}
