import Basics
import OCI

/// What one repository holds, read once: its manifests, what leads to them, and what they need.
struct RepositoryFacts {
  let repository: Repository
  /// The manifests that the repository has.
  private(set) var listed: Set<Digest> = []
  /// The manifests that could be read.
  private(set) var manifests: [Digest: ManifestSummary] = [:]
  /// Manifests that are listed and cannot be read: what they need is not known.
  private(set) var unknown: Set<Digest> = []
  /// Manifests that a tag leads to, or may have led to before its link was damaged.
  private(set) var tagged: Set<Digest> = []
  /// What a manifest's subject has as its referrers.
  private(set) var referrers: [Digest: [Digest]] = [:]

  /// Reads a repository; what cannot be read is handed to `report`, and reading goes on.
  init(
    of repository: Repository, in store: ContentStore, report: (StoreProblem) -> Void
  ) throws(StoreError) {
    self.repository = repository
    for tag in try store.tagNames(of: repository) {
      if let digest = try store.resolve(tag, in: repository) {
        tagged.insert(digest)
      } else {
        tagged.formUnion(try store.digests(below: "\(StoreLayout.tag(repository, tag))/index"))
      }
    }
    for digest in try store.listedManifests(of: repository)
    where try store.isPresent(StoreLayout.revisionLink(repository, digest)) {
      listed.insert(digest)
    }
    for digest in tagged.union(listed) {
      try read(digest, in: store, report: report)
    }
    for (digest, manifest) in manifests {
      guard let subject = manifest.subject else { continue }
      referrers[subject.digest, default: []].append(digest)
    }
  }

  private mutating func read(
    _ digest: Digest, in store: ContentStore, report: (StoreProblem) -> Void
  ) throws(StoreError) {
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try store.read(digest)
    } catch .missing {
      return
    } catch .system(let error) {
      unknown.insert(digest)
      return report(.unreadable(error))
    } catch {
      unknown.insert(digest)
      return report(.damaged(digest))
    }
    do throws(ManifestError) {
      manifests[digest] = try ManifestSummary(parsing: bytes)
    } catch {
      unknown.insert(digest)
      report(.noManifest(repository, digest, reason: error.reason))
    }
  }

  /// The given manifests, the members of their indexes, and what refers to any of them.
  func closure(of roots: Set<Digest>) -> Set<Digest> {
    var kept: Set<Digest> = []
    var waiting = Array(roots)
    while let digest = waiting.popLast() {
      guard kept.insert(digest).inserted else { continue }
      waiting += manifests[digest]?.manifests?.map(\.digest) ?? []
      waiting += referrers[digest] ?? []
    }
    return kept
  }
}

extension ContentStore {
  /// The tags that have a folder in a repository, whether they lead anywhere or not.
  func tagNames(of repository: Repository) throws(StoreError) -> [Tag] {
    try system { () throws(SystemError) in try files.names(in: StoreLayout.tags(repository)) }
      .compactMap { try? Tag(parsing: $0) }
  }
}
