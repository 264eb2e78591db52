import Basics
import OCI

/// Freshness is what keeps garbage collection from taking what a push has just relied on.
///
/// Whoever is told that content is here, or refers to it, makes its folder young first; a collection, in this or another
/// process, takes nothing younger than its grace period and looks at the age with the stripe locked.
extension ContentStore {
  /// Makes content young; false if it is not stored.
  func refresh(_ digest: Digest) throws(StoreError) -> Bool {
    try system { () throws(SystemError) in
      guard let stripe = try files.folderIfPresent(StoreLayout.stripe(digest)) else { return false }
      return try stripe.locked(alone: false) { () throws(SystemError) in
        do throws(SystemError) {
          let folder = try stripe.folder(digest.hex)
          guard try folder.status(of: "data").kind == .file else { return false }
          try folder.touch()
          return true
        } catch  where error.meansAbsent {
          return false
        }
      }
    }
  }

  /// Whether a repository has content, as a blob or as a manifest; what it has is young from then on.
  ///
  /// On a disk that takes no changes nothing can be made young, and nothing is pushed that would need it.
  package func refresh(_ digest: Digest, in repository: Repository) throws(StoreError) -> Bool {
    if let content = try content(of: digest, in: repository) { return try refreshIfPossible(content) }
    guard try hasManifest(digest, in: repository) else { return false }
    try touchRevision(digest, of: repository)
    return try refreshIfPossible(digest)
  }

  private func refreshIfPossible(_ digest: Digest) throws(StoreError) -> Bool {
    do throws(StoreError) {
      return try refresh(digest)
    } catch .system(let error) where error.isReadOnly {
      return try has(digest)
    }
  }

  /// Makes a manifest's membership young; what is not there is left.
  func touchRevision(_ digest: Digest, of repository: Repository) throws(StoreError) {
    try system { () throws(SystemError) in
      do throws(SystemError) {
        try files.folderIfPresent(StoreLayout.revision(repository, digest))?.touch()
      } catch  where error.isReadOnly {
        return
      }
    }
  }
}
