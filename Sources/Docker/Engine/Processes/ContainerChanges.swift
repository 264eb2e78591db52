import Basics

/// What a container has made of the files of its image (`docker diff`).
struct ContainerChange: Hashable, Sendable {
  enum Kind: Int, Hashable, Sendable {
    case changed = 0
    case added = 1
    case deleted = 2
  }

  /// Absolute, inside the container.
  let path: String
  let kind: Kind
  /// Bytes of a file that is now there.
  var size = 0
}

/// The files that a container started with.
struct OriginalFiles: Sendable {
  private(set) var entries: [String: LayerArchive.Entry] = [:]
  /// What an engine puts into every container, which is no change of it.
  private var ofTheEngine: Set<String> = [
    "dev", "proc", "sys", ".dockerenv", "etc/hostname", "etc/hosts", "etc/resolv.conf",
  ]

  /// The places of programs of this computer, which are empty files.
  private var lent: Set<String> = []

  /// The files of the layers, and what an image without a shell gets besides.
  init(_ layers: [LayerArchive], furniture: Furniture) {
    for layer in layers { add(layer) }
    guard entries["bin/sh"] == nil else { return }
    for place in furniture.places where entries[String(place.dropFirst())] == nil {
      let path = String(place.dropFirst())
      lent.insert(path)
      add(LayerArchive.Entry(path: path, kind: .file, mode: 0o755, content: []))
    }
    for script in furniture.scripts where entries[String(script.path.dropFirst())] == nil {
      ofTheEngine.insert(String(script.path.dropFirst()))
    }
    for link in furniture.links where entries[link.path] == nil && !ofTheEngine.contains(link.path) {
      add(LayerArchive.Entry(path: link.path, kind: .link(to: link.target), mode: 0o777, content: []))
    }
  }

  private mutating func add(_ layer: LayerArchive) {
    for entry in layer.entries {
      let parts = entry.path.split(separator: "/").map(String.init)
      guard let last = parts.last else { continue }
      let folder = parts.dropLast().joined(separator: "/")
      if last == ".wh..wh..opq" {
        removeBelow(folder)
      } else if last.hasPrefix(".wh.") {
        let gone = folder.isEmpty ? String(last.dropFirst(4)) : "\(folder)/\(last.dropFirst(4))"
        entries[gone] = nil
        removeBelow(gone)
      } else {
        add(entry)
      }
    }
  }

  private mutating func removeBelow(_ folder: String) {
    for path in entries.keys where path.hasPrefix("\(folder)/") { entries[path] = nil }
  }

  private mutating func add(_ entry: LayerArchive.Entry) {
    var parent = ""
    for part in entry.path.split(separator: "/").dropLast() {
      parent += parent.isEmpty ? "\(part)" : "/\(part)"
      if entries[parent] == nil {
        entries[parent] = LayerArchive.Entry(path: parent, kind: .folder, mode: 0o755, content: [])
      }
    }
    if case .hardLink(let target) = entry.kind, let file = entries[target] {
      entries[entry.path] = LayerArchive.Entry(
        path: entry.path, kind: .file, mode: file.mode, content: file.content, modified: file.modified,
        owner: file.owner)
    } else {
      entries[entry.path] = entry
    }
  }

  /// Whether something is as it was.
  ///
  /// Whose it is, only those containers know that know somebody besides root.
  private func isUnchanged(_ found: ArchiveMember, at path: String, hasUsers: Bool) -> Bool {
    guard let entry = entries[path], !hasUsers || found.owner == entry.owner else { return false }
    switch (entry.kind, found.kind) {
    case (.folder, .folder): return entry.mode & 0o1777 == found.mode & 0o1777
    case (.link(let before), .link(let now)): return before == now
    case (.file, .file):
      return lent.contains(path) && found.size == 0
        || (entry.content.count == found.size && entry.modified == found.modified
          && entry.mode & 0o1777 == found.mode & 0o1777)
    default: return false
    }
  }

  /// The changes in a tree, each folder before what is in it.
  ///
  /// - Parameters:
  ///   - tree: What there is now.
  ///   - hasUsers: Whether the container knows somebody besides root.
  /// - Returns: the changes.
  func changes(in tree: TreeSnapshot, hasUsers: Bool) -> [ContainerChange] {
    var changes: [ContainerChange] = []
    look(at: tree, "", hasUsers, &changes)
    return changes
  }

  private func look(
    at tree: TreeSnapshot, _ folder: String, _ hasUsers: Bool, _ changes: inout [ContainerChange]
  ) {
    let prefix = folder.isEmpty ? "" : "\(folder)/"
    let names = tree.names(in: folder)
    for name in names {
      let path = prefix + name
      guard !ofTheEngine.contains(path), let found = tree.members[path] else { continue }
      let isKnown = entries[path] != nil
      let isOfTheEngine = path == "etc" && !isKnown
      let size = found.kind == .file ? found.size : 0
      var inside: [ContainerChange] = []
      if found.kind == .folder { look(at: tree, path, hasUsers, &inside) }
      let isUnchanged = isUnchanged(found, at: path, hasUsers: hasUsers)
      if !isKnown && !isOfTheEngine {
        changes.append(ContainerChange(path: "/\(path)", kind: .added, size: size))
      } else if !inside.isEmpty || (!isUnchanged && !isOfTheEngine) {
        changes.append(ContainerChange(path: "/\(path)", kind: .changed, size: size))
      }
      changes += inside
    }
    let present = Set(names)
    for path in entries.keys.sorted() where path.hasPrefix(prefix) {
      let name = path.dropFirst(prefix.utf8.count)
      guard !name.contains("/"), !present.contains(String(name)), !ofTheEngine.contains(path) else {
        continue
      }
      changes.append(ContainerChange(path: "/\(path)", kind: .deleted))
    }
  }
}
