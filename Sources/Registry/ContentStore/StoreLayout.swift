import OCI

/// Where things lie in a store: the folders of distribution's registry, as paths below `docker/registry/v2`.
///
/// Every part of a path comes from a type that has checked it, so no name can lead out of the store.
enum StoreLayout {
  static let repositories = "repositories"
  static let blobs = "blobs"

  /// The folders of a repository itself; every other one in its folder leads to further repositories.
  static let repositoryFolders = ["_layers", "_manifests", "_uploads"]

  /// The folder of all content whose digest begins alike; whoever decides about content locks it.
  static func stripe(_ digest: Digest) -> String {
    "\(blobs)/\(digest.algorithm.rawValue)/\(digest.hex.prefix(2))"
  }

  static func blob(_ digest: Digest) -> String { "\(stripe(digest))/\(digest.hex)/data" }

  static func repository(_ repository: Repository) -> String { "\(repositories)/\(repository.path)" }

  static func layers(_ repository: Repository) -> String { "\(self.repository(repository))/_layers" }

  static func layer(_ repository: Repository, _ digest: Digest) -> String {
    "\(layers(repository))/\(digest.algorithm.rawValue)/\(digest.hex)"
  }

  static func layerLink(_ repository: Repository, _ digest: Digest) -> String {
    "\(layer(repository, digest))/link"
  }

  static func manifests(_ repository: Repository) -> String { "\(self.repository(repository))/_manifests" }

  static func revisions(_ repository: Repository) -> String { "\(manifests(repository))/revisions" }

  static func revision(_ repository: Repository, _ digest: Digest) -> String {
    "\(revisions(repository))/\(digest.algorithm.rawValue)/\(digest.hex)"
  }

  static func revisionLink(_ repository: Repository, _ digest: Digest) -> String {
    "\(revision(repository, digest))/link"
  }

  static func tags(_ repository: Repository) -> String { "\(manifests(repository))/tags" }

  static func tag(_ repository: Repository, _ tag: Tag) -> String { "\(tags(repository))/\(tag.name)" }

  static func tagLink(_ repository: Repository, _ tag: Tag) -> String {
    "\(self.tag(repository, tag))/current/link"
  }

  static func tagIndexLink(_ repository: Repository, _ tag: Tag, _ digest: Digest) -> String {
    "\(self.tag(repository, tag))/index/\(digest.algorithm.rawValue)/\(digest.hex)/link"
  }

  static func uploads(_ repository: Repository) -> String { "\(self.repository(repository))/_uploads" }

  static func upload(_ repository: Repository, _ id: UploadID) -> String { "\(uploads(repository))/\(id)" }
}
