import Basics
import OCI

/// Why the store could not do what it was asked.
package enum StoreError: UserFacingError, Equatable {
  case missing(Digest)
  /// The bytes on disk are not those the digest names.
  case damaged(Digest)
  /// What was uploaded is not what its digest says.
  case wrongDigest(expected: Digest, found: Digest)
  case unknownUpload(UploadID)
  /// A later request has taken the upload over.
  case superseded(UploadID)
  case system(SystemError)

  package var summary: Phrase {
    switch self {
    case .missing(let digest): Phrase(en: "The store has no \(digest)", ja: "\(digest) は保存されていません")
    case .damaged(let digest):
      Phrase(en: "The content of \(digest) is damaged", ja: "\(digest) の内容が壊れています")
    case .wrongDigest(let expected, let found):
      Phrase(en: "The content is \(found), not \(expected)", ja: "内容は \(expected) ではなく \(found) です")
    case .unknownUpload(let id):
      Phrase(en: "There is no upload \(id)", ja: "アップロード \(id) はありません")
    case .superseded(let id):
      Phrase(en: "Another request goes on with upload \(id)", ja: "アップロード \(id) は別の要求が続けています")
    case .system(let error): error.summary
    }
  }

  package var remedy: Phrase? {
    if case .system(let error) = self { error.remedy } else { nil }
  }

  package var exitCode: ExitCode { .undetermined }
}

/// Something a store found wrong on its disk while it did something else.
package enum StoreNotice: Hashable, Sendable {
  /// A link that names no content; it counts as absent. The path is the one below `docker/registry/v2`.
  case damagedLink(path: String)
  /// A link that names content which is not there; it counts as absent too.
  case danglingLink(path: String, Digest)
  /// Content whose bytes are no longer those its digest names.
  case damagedContent(Digest)
  /// A call that failed; the path in it is the whole one, for whoever runs the store and nobody else.
  case failure(SystemError)

  package var summary: Phrase {
    switch self {
    case .damagedLink(let path):
      Phrase(
        en: "\(path) is damaged and counts as absent; pushing again repairs it",
        ja: "\(path) は壊れているため、無いものとして扱います。もう一度プッシュすると直ります")
    case .danglingLink(let path, let digest):
      Phrase(
        en:
          "\(path) leads to \(digest), which is not there; it counts as absent, and pushing again repairs it",
        ja: "\(path) の指す \(digest) がないため、無いものとして扱います。もう一度プッシュすると直ります")
    case .damagedContent(let digest): StoreError.damaged(digest).summary
    case .failure(let error): error.summary
    }
  }
}
