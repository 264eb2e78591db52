import Basics
import OCI

extension ContentStore {
  /// Throws away uploads that nobody has added to since a moment, and gives their number.
  ///
  /// An upload that somebody goes on with is young, however long ago it was begun.
  package func purgeUploads(before limit: Timestamp) throws(StoreError) -> Int {
    let stale = try staleUploads(before: limit)
    for (repository, name) in stale { try removeUpload(named: name, of: repository) }
    return stale.count
  }

  func removeUpload(named name: String, of repository: Repository) throws(StoreError) {
    _ = try system { () throws(SystemError) in
      try files.folderIfPresent(StoreLayout.uploads(repository))?.removeAll(name)
    }
  }

  /// Uploads last touched before a moment, by their repositories and the names of their folders.
  func staleUploads(before limit: Timestamp) throws(StoreError) -> [(Repository, String)] {
    var found: [(Repository, String)] = []
    for repository in try folders(holding: ["_uploads"]) {
      let names = try system { () throws(SystemError) in
        try files.names(in: StoreLayout.uploads(repository))
      }
      for name in names {
        let path = "\(StoreLayout.uploads(repository))/\(name)"
        if try lastChange(of: path) < limit { found.append((repository, name)) }
      }
    }
    return found
  }

  /// When anything in an upload's folder was last written, its own beginning included.
  private func lastChange(of path: String) throws(StoreError) -> Timestamp {
    try system { () throws(SystemError) in
      var latest = try files.status(of: path)?.changed ?? .zero
      for name in ["data", "startedat"] {
        if let status = try files.status(of: "\(path)/\(name)") { latest = max(latest, status.changed) }
      }
      return latest
    }
  }

  /// Every repository whose folder has an entry of one of the given names, in the same order.
  func folders(holding marks: Set<String>) throws(StoreError) -> [Repository] {
    var found: [Repository] = []
    try system { () throws(SystemError) in
      guard let folder = try files.folderIfPresent(StoreLayout.repositories) else { return }
      try Self.collect(marks, below: folder, prefix: "", into: &found)
    }
    return found.sorted()
  }

  private static func collect(
    _ marks: Set<String>, below folder: FolderHandle, prefix: String, into found: inout [Repository]
  ) throws(SystemError) {
    let names = try folder.names()
    if names.contains(where: marks.contains),
      let repository = try? Repository(parsing: prefix)
    {
      found.append(repository)
    }
    for name in names where !name.hasPrefix("_") && !name.hasPrefix(".") {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      guard path.utf8.count <= Repository.longestPath else { continue }
      do throws(SystemError) {
        try collect(marks, below: folder.folder(name), prefix: path, into: &found)
      } catch  where error.meansAbsent {
        continue
      }
    }
  }
}
