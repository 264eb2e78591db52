import Basics
import OCI

/// What a collection of garbage takes, and what it tells.
package enum GarbageCollection {
  package struct Options: Sendable {
    /// Nothing younger is taken; what a push relies on is as young as the push.
    package var grace = Duration.seconds(3600)
    /// Whether manifests go that no tag leads to; else only content that no manifest needs.
    package var removesUntagged = false
    /// Whether everything is only told, and nothing done.
    package var isDryRun = false
    /// Uploads that nobody has added to for so long are thrown away; distribution's registry waits as long.
    package var uploadAge = Duration.seconds(168 * 3600)

    package init() {}
  }

  /// What happens, as it happens; of a dry run, what would happen.
  package enum Event: Equatable, Sendable {
    case repository(Repository)
    /// A manifest that stays.
    case keptManifest(Repository, Digest)
    /// Content that a manifest of the repository needs.
    case keptBlob(Repository, Digest)
    case removedManifest(Repository, Digest)
    case removedBlob(Digest, bytes: Int)
    case removedUpload(Repository, String)
    /// Something that could not be read; whatever may depend on it stays.
    case problem(StoreProblem)
  }

  package struct Report: Equatable, Sendable {
    package var keptBlobs = 0
    package var removedBlobs = 0
    package var removedBytes = 0
    package var removedManifests = 0
    package var removedUploads = 0
    package var problems = 0
  }
}

/// One thing in a store that is not as it should be.
package enum StoreProblem: Equatable, Sendable {
  /// The bytes of content are not those its digest names.
  case damaged(Digest)
  /// A file or folder that cannot be read.
  case unreadable(SystemError)
  /// A link that names no content.
  case damagedLink(path: String)
  /// A repository lists content that is not stored.
  case missing(Repository, Digest)
  /// A tag leads to a manifest that the repository does not have.
  case danglingTag(Repository, Tag, Digest)
  /// Content of a repository's manifest that the repository does not have.
  case incomplete(Repository, manifest: Digest, lacks: Digest)
  /// What a repository keeps as a manifest cannot be read as one.
  case noManifest(Repository, Digest, reason: String)
  /// Something that no registry puts there.
  case stray(path: String)

  package var summary: Phrase {
    switch self {
    case .damaged(let digest): StoreError.damaged(digest).summary
    case .unreadable(let error): error.summary
    case .damagedLink(let path): StoreNotice.damagedLink(path: path).summary
    case .missing(let repository, let digest):
      Phrase(
        en: "\(repository) lists \(digest), which is not stored", ja: "\(repository) にある \(digest) は保存されていません"
      )
    case .danglingTag(let repository, let tag, let digest):
      Phrase(
        en: "\(repository):\(tag) leads to \(digest), which the repository does not have",
        ja: "\(repository):\(tag) の指す \(digest) がリポジトリにありません")
    case .incomplete(let repository, let manifest, let digest):
      Phrase(
        en: "\(repository)@\(manifest) needs \(digest), which the repository does not have",
        ja: "\(repository)@\(manifest) に必要な \(digest) がリポジトリにありません")
    case .noManifest(let repository, let digest, let reason):
      Phrase(
        en: "\(repository)@\(digest) is no manifest: \(reason)",
        ja: "\(repository)@\(digest) はマニフェストとして読めません: \(reason)")
    case .stray(let path):
      Phrase(en: "\(path) does not belong in a registry", ja: "\(path) はレジストリのファイルではありません")
    }
  }
}
