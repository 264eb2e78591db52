import Basics
import OCI

/// Content-addressed blobs on disk, and the repositories that own, name and list them.
///
/// Everything appears under its final name whole and synced, or not at all; a link that cannot be read counts as absent.
/// The calls block: use them from a task that may, or from a thread.
package struct ContentStore: Sendable {
  let layout: StoreLayout

  /// Opens the store in a folder, which is made with the first content.
  package init(root: String) {
    layout = StoreLayout(root: root)
  }

  /// The folder the store lies in.
  package var root: String { layout.root }

  /// Whether content is here, in whichever repository.
  package func has(_ digest: Digest) -> Bool { FileSystem.exists(path(of: digest)) }

  /// The file that holds content, whether it exists or not.
  package func path(of digest: Digest) -> String { layout.blob(digest) }

  /// Length of content in bytes; `nil` if it is not here.
  package func size(of digest: Digest) -> Int? { FileSystem.size(of: path(of: digest)) }

  /// Reads content whole and checks its digest.
  ///
  /// - Throws: `StoreError.missing`, `.damaged` when the bytes no longer match, `.system`.
  package func read(_ digest: Digest, limit: Int = 64 * 1024 * 1024) throws(StoreError) -> [UInt8] {
    guard has(digest) else { throw .missing(digest) }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileSystem.read(path(of: digest), limit: limit)
    } catch {
      throw .system(error)
    }
    guard Digest.of(bytes, digest.algorithm) == digest else { throw .damaged(digest) }
    return bytes
  }

  /// Stores content; if it is already here nothing is written.
  @discardableResult
  package func write(
    _ bytes: [UInt8], _ algorithm: Digest.Algorithm = .sha256
  ) throws(SystemError) -> Digest {
    let digest = Digest.of(bytes, algorithm)
    guard size(of: digest) != bytes.count else { return digest }
    try FileSystem.makeFolder(layout.blobFolder(digest))
    try AtomicFile.write(bytes, to: path(of: digest))
    try AtomicFile.syncFolder(of: layout.blobFolder(digest))
    return digest
  }

  /// Removes content, whoever links it.
  package func remove(_ digest: Digest) {
    Folders.remove(layout.blobFolder(digest))
  }

  /// Every blob in the store, in no order.
  package func blobs() -> [Digest] {
    Folders.names(in: layout.blobs).flatMap { algorithm in
      Folders.names(in: "\(layout.blobs)/\(algorithm)").flatMap { prefix in
        Folders.names(in: "\(layout.blobs)/\(algorithm)/\(prefix)").compactMap { hex in
          try? Digest(parsing: "\(algorithm):\(hex)")
        }
      }
    }
  }
}

/// Why the store could not do what it was asked.
package enum StoreError: UserFacingError, Equatable {
  case missing(Digest)
  /// The bytes on disk are not those the digest names.
  case damaged(Digest)
  /// What was uploaded is not what its digest says.
  case wrongDigest(expected: Digest, found: Digest)
  case unknownUpload(UploadID)
  /// A piece that does not begin where the upload ends.
  case wrongOffset(expected: Int)
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
    case .wrongOffset(let expected):
      Phrase(en: "The upload goes on at byte \(expected)", ja: "アップロードの続きは \(expected) バイト目からです")
    case .system(let error): error.summary
    }
  }

  package var remedy: Phrase? {
    if case .system(let error) = self { error.remedy } else { nil }
  }

  package var exitCode: ExitCode { .undetermined }
}
