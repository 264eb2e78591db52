import ContentStore
import HTTPServer
import OCI

extension RegistryService {
  /// Lets a repository have content of another without sending it; `nil` if it must be uploaded after all.
  ///
  /// A client that names no source may have what any repository offers, where everybody may read everything.
  func mount(into repository: Repository, _ request: HTTPRequest) throws(RegistryFailure) -> HTTPReply? {
    guard let text = request.query["mount"] else { return nil }
    guard let digest = try? Digest(parsing: text) else { return nil }
    let isShared = try run { () throws(StoreError) in
      if let name = request.query["from"] {
        guard let source = try? Repository(parsing: name) else { return false }
        return try store.share(digest, of: source, with: repository)
      }
      guard everybodyReadsEverything else { return false }
      return try store.share(digest, with: repository)
    }
    return isShared ? created(digest, in: repository) : nil
  }

  /// Whether no caller can be without the right to read some repository.
  private var everybodyReadsEverything: Bool { options.gate == nil }
}

extension ContentStore {
  /// Makes content of one repository a member of another; false if the first has none.
  fileprivate func share(
    _ digest: Digest, of source: Repository, with repository: Repository
  ) throws(StoreError) -> Bool {
    // A name that distribution's registry keeps apart from its content is one only in its own repository.
    guard try content(of: digest, in: source) == digest else { return false }
    return try addBlob(digest, to: repository)
  }

  /// Makes content of any repository a member of another.
  ///
  /// Content that no repository has any more is nobody's to give: somebody may have deleted it.
  fileprivate func share(_ digest: Digest, with repository: Repository) throws(StoreError) -> Bool {
    guard try has(digest) else { return false }
    for source in try repositories() where try share(digest, of: source, with: repository) {
      return true
    }
    return false
  }
}
