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
      guard let base = try files.folderIfPresent("") else { return [] }
      var walk = CatalogWalk(known: known, base: base, room: count)
      try walk.visit("", after: components[...])
      return walk.found
    }
  }
}

/// Goes through the folders of repositories in the catalog's order.
private struct CatalogWalk {
  let known: KnownFolders
  let base: FolderHandle
  let now = Timestamp.now()
  var room: Int
  var found: [Repository] = []
  /// The folder in which the last one that had to be read lies; its neighbours lie there too.
  private var parent: (path: Substring, folder: FolderHandle)?

  init(known: KnownFolders, base: FolderHandle, room: Int) {
    self.known = known
    self.base = base
    self.room = room
  }

  /// Visits a folder and what lies in it, leaving out what does not come after the name whose rest is `last`.
  mutating func visit(_ path: String, after last: ArraySlice<Substring>) throws(SystemError) {
    guard room > 0, path.utf8.count <= Repository.longestPath, let listing = try listing(of: path) else {
      return
    }
    var names = listing.names[...]
    if let next = last.first {
      names = names.drop { $0.utf8.lexicographicallyPrecedes(next.utf8) }
      if let same = names.first, same == next {
        names.removeFirst()
        try visit(Self.join(path, same), after: last.dropFirst())
      }
    }
    for name in names {
      guard room > 0 else { return }
      try enter(Self.join(path, name))
    }
  }

  /// Visits a folder that comes after the name, and so does everything in it.
  private mutating func enter(_ path: String) throws(SystemError) {
    guard path.utf8.count <= Repository.longestPath, let listing = try listing(of: path) else { return }
    if let repository = listing.repository {
      found.append(repository)
      room -= 1
    }
    for name in listing.names {
      guard room > 0 else { return }
      try enter(Self.join(path, name))
    }
  }

  private static func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path)/\(name)"
  }

  private mutating func listing(of path: String) throws(SystemError) -> KnownFolders.Listing? {
    let place = path.isEmpty ? StoreLayout.repositories : "\(StoreLayout.repositories)/\(path)"
    return try known.listing(of: place, stamp: stamp(of: place), now: now) { stamp throws(SystemError) in
      if let repository = try leaf(place, path, stamp) {
        return KnownFolders.Listing(names: [], repository: repository)
      }
      let names = try read(place)
      let isRepository = names.contains("_layers") || names.contains("_manifests")
      return KnownFolders.Listing(
        names: names.filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") }
          .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
        repository: isRepository ? try? Repository(parsing: path) : nil)
    }
  }

  /// What a folder looks like; asked for by its name alone where its neighbour's folder is still open.
  private func stamp(of place: String) -> FileStamp? {
    guard let parent else { return FileStamp(place, below: base) }
    let (above, name) = StoreFiles.split(place)
    return parent.path == above ? FileStamp(name, below: parent.folder) : FileStamp(place, below: base)
  }

  /// The repository of a folder that holds nothing but that repository, told without reading the folder.
  ///
  /// Most folders of a large registry are such: reading each of them would be most of the time that a page takes.
  private mutating func leaf(
    _ place: String, _ path: String, _ stamp: FileStamp
  ) throws(SystemError) -> Repository? {
    guard let count = stamp.folderCount, count <= StoreLayout.repositoryFolders.count else { return nil }
    let (above, name) = StoreFiles.split(place)
    do throws(SystemError) {
      let parent = try folder(above)
      var own: [String] = []
      for inner in StoreLayout.repositoryFolders where own.count < count {
        if try parent.statusIfPresent(of: "\(name)/\(inner)")?.kind == .folder { own.append(inner) }
      }
      guard own.count == count, own != ["_uploads"] else { return nil }
      return try? Repository(parsing: path)
    } catch  where error.meansAbsent {
      return nil
    }
  }

  /// The names in a folder; none if it is no folder, or no longer there.
  private mutating func read(_ place: String) throws(SystemError) -> [String] {
    let (above, name) = StoreFiles.split(place)
    do throws(SystemError) {
      return try folder(above).folder(name).names()
    } catch  where error.meansAbsent {
      return []
    }
  }

  private mutating func folder(_ path: Substring) throws(SystemError) -> FolderHandle {
    if let parent, parent.path == path { return parent.folder }
    var folder = base
    for name in StoreFiles.names(in: path) { folder = try folder.folder(name) }
    parent = (path, folder)
    return folder
  }
}
