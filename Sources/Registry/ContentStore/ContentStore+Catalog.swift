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
    var walk = CatalogWalk(store: self, room: count)
    let components = last.isEmpty ? [] : last.split(separator: "/", omittingEmptySubsequences: false)
    try system { () throws(SystemError) in
      try walk.visit("", after: components[...])
    }
    return walk.found
  }
}

/// Goes through the folders of repositories in the catalog's order.
private struct CatalogWalk {
  let store: ContentStore
  let now = Timestamp.now()
  var room: Int
  var found: [Repository] = []

  init(store: ContentStore, room: Int) {
    self.store = store
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
    if listing.isRepository, let repository = try? Repository(parsing: path) {
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

  private func listing(of path: String) throws(SystemError) -> KnownFolders.Listing? {
    let place = Self.join(StoreLayout.repositories, path)
    return try store.known.listing(of: store.fullPath(place), now: now) { () throws(SystemError) in
      let names = try store.files.names(in: place)
      return KnownFolders.Listing(
        names: names.filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") }
          .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
        isRepository: !path.isEmpty && (names.contains("_layers") || names.contains("_manifests")))
    }
  }
}
