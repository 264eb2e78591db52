import Basics
import OCI

extension ContentStore {
  /// Every repository, in the order in which `registry:2` lists them: component by component.
  package func repositories() throws(StoreError) -> [Repository] {
    try repositories(after: "", atMost: .max)
  }

  /// The repositories that come after a name, which need not be one; at most so many.
  ///
  /// Only the folders on the way are looked at, so a page costs as much as it is long.
  package func repositories(after last: String, atMost count: Int) throws(StoreError) -> [Repository] {
    let components = last.isEmpty ? [] : last.split(separator: "/", omittingEmptySubsequences: false)
    return try system { () throws(SystemError) in
      guard let top = try files.folderIfPresent(StoreLayout.repositories) else { return [] }
      var walk = CatalogWalk(known: known, room: count)
      try walk.visit("", named: ".", in: Level(top), after: components[...])
      return walk.found
    }
  }
}

/// A folder on the way to repositories; it is opened when something in it is looked at, and then once.
private final class Level {
  /// What the names of the repositories in it begin with; empty at the top.
  let path: String
  private let name: String
  private let above: Level?
  private var opened: FolderHandle?

  init(_ top: FolderHandle) {
    (path, name, above, opened) = ("", ".", nil, top)
  }

  init(_ path: String, named name: String, in above: Level) {
    (self.path, self.name, self.above) = (path, name, above)
  }

  /// `nil` if it is no folder, or no longer there.
  func folder() throws(SystemError) -> FolderHandle? {
    if let opened { return opened }
    do throws(SystemError) {
      opened = try above?.folder()?.folder(name)
    } catch  where error.meansAbsent {
      return nil
    }
    return opened
  }
}

/// Goes through the folders of repositories in the catalog's order.
private struct CatalogWalk {
  let known: KnownFolders
  let now = Timestamp.now()
  var room: Int
  var found: [Repository] = []

  init(known: KnownFolders, room: Int) {
    self.known = known
    self.room = room
  }

  /// Visits a folder and what lies in it, leaving out what does not come after the name whose rest is `last`.
  mutating func visit(
    _ path: String, named name: String, in above: Level, after last: ArraySlice<Substring>
  ) throws(SystemError) {
    guard room > 0, let listing = try listing(of: path, named: name, in: above) else { return }
    let level = Level(path, named: name, in: above)
    var names = listing.names[...]
    if let next = last.first {
      names = names.drop { $0.utf8.lexicographicallyPrecedes(next.utf8) }
      if let same = names.first, same == next {
        names.removeFirst()
        try visit(Self.join(path, same), named: same, in: level, after: last.dropFirst())
      }
    }
    for name in names {
      guard room > 0 else { return }
      try enter(name, in: level)
    }
  }

  /// Visits a folder that comes after the name, and so does everything in it.
  private mutating func enter(_ name: String, in above: Level) throws(SystemError) {
    let path = Self.join(above.path, name)
    guard let listing = try listing(of: path, named: name, in: above) else { return }
    if let repository = listing.repository {
      found.append(repository)
      room -= 1
    }
    guard !listing.names.isEmpty else { return }
    let level = Level(path, named: name, in: above)
    for name in listing.names {
      guard room > 0 else { return }
      try enter(name, in: level)
    }
  }

  private static func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path)/\(name)"
  }

  private func listing(
    of path: String, named name: String, in above: Level
  ) throws(SystemError) -> KnownFolders.Listing? {
    guard path.utf8.count <= Repository.longestPath, let folder = try above.folder() else { return nil }
    let stamp = FileStamp(name, below: folder)
    return try known.listing(of: path, stamp: stamp, now: now) { stamp throws(SystemError) in
      if let repository = try Self.leaf(path, named: name, in: folder, stamp) {
        return KnownFolders.Listing(names: [], repository: repository)
      }
      let names = try Self.names(in: name, of: folder)
      let isRepository = names.contains("_layers") || names.contains("_manifests")
      return KnownFolders.Listing(
        names: names.filter(Self.leadsToRepositories).sorted(),
        repository: isRepository ? try? Repository(parsing: path) : nil)
    }
  }

  /// Whether a folder's name can be part of a repository's; such names are ASCII, whose order is that of their bytes.
  private static func leadsToRepositories(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isLowerAlphanumeric else { return false }
    return name.utf8.allSatisfy {
      $0.isLowerAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
    }
  }

  /// The repository of a folder that holds nothing but that repository, told without reading the folder.
  ///
  /// Most folders of a large registry are such: reading each of them would be most of the time that a page takes.
  private static func leaf(
    _ path: String, named name: String, in folder: FolderHandle, _ stamp: FileStamp
  ) throws(SystemError) -> Repository? {
    guard let count = stamp.folderCount, count <= StoreLayout.repositoryFolders.count else { return nil }
    var own = 0
    var isRepository = false
    for inner in StoreLayout.repositoryFolders where own < count {
      guard try folder.statusIfPresent(of: name + "/" + inner)?.kind == .folder else { continue }
      own += 1
      isRepository = isRepository || inner != "_uploads"
    }
    guard own == count, isRepository else { return nil }
    return try? Repository(parsing: path)
  }

  /// The names in a folder; none if it is no folder, or no longer there.
  private static func names(in name: String, of above: FolderHandle) throws(SystemError) -> [String] {
    do throws(SystemError) {
      return try above.folder(name).names()
    } catch  where error.meansAbsent {
      return []
    }
  }
}
