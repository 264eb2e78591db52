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
}
