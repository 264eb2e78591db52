import OCI

/// Where things lie in a store: the folders of distribution's registry, below `root`.
///
/// Every part of a path comes from a type that has checked it, so no name can lead out of the store.
struct StoreLayout: Sendable {
  let root: String

  var base: String { "\(root)/docker/registry/v2" }
  var repositories: String { "\(base)/repositories" }
  var blobs: String { "\(base)/blobs" }

  func blobFolder(_ digest: Digest) -> String {
    "\(blobs)/\(digest.algorithm.rawValue)/\(digest.hex.prefix(2))/\(digest.hex)"
  }

  func blob(_ digest: Digest) -> String { "\(blobFolder(digest))/data" }

  func repository(_ repository: Repository) -> String { "\(repositories)/\(repository.path)" }

  func layers(_ repository: Repository) -> String { "\(self.repository(repository))/_layers" }

  func layerLink(_ repository: Repository, _ digest: Digest) -> String {
    "\(layers(repository))/\(digest.algorithm.rawValue)/\(digest.hex)/link"
  }

  func manifests(_ repository: Repository) -> String { "\(self.repository(repository))/_manifests" }

  func revisions(_ repository: Repository) -> String { "\(manifests(repository))/revisions" }

  func revisionLink(_ repository: Repository, _ digest: Digest) -> String {
    "\(revisions(repository))/\(digest.algorithm.rawValue)/\(digest.hex)/link"
  }

  func tags(_ repository: Repository) -> String { "\(manifests(repository))/tags" }

  func tag(_ repository: Repository, _ tag: Tag) -> String { "\(tags(repository))/\(tag.name)" }

  func tagLink(_ repository: Repository, _ tag: Tag) -> String {
    "\(self.tag(repository, tag))/current/link"
  }

  func tagIndexLink(_ repository: Repository, _ tag: Tag, _ digest: Digest) -> String {
    "\(self.tag(repository, tag))/index/\(digest.algorithm.rawValue)/\(digest.hex)/link"
  }

  func uploads(_ repository: Repository) -> String { "\(self.repository(repository))/_uploads" }

  func upload(_ repository: Repository, _ id: UploadID) -> String { "\(uploads(repository))/\(id)" }
}
