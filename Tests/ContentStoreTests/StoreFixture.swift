import Basics
import OCI
import TestSupport

@testable import ContentStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A store over an empty folder, and images to put into it.
struct StoreFixture {
  let folder: ScratchFolder
  let store: ContentStore
  let app: Repository

  /// Makes a store that does not wait for the disk, unless a probe is given.
  init(probe: DiskProbe? = .unsynced) throws {
    folder = try ScratchFolder(inMemory: true)
    store = ContentStore(root: folder.path, probe: probe)
    app = try Repository(parsing: "lab/app")
  }

  /// The same folder, as a process sees it that has just started.
  func reopened(notice: @escaping @Sendable (StoreNotice) -> Void = { _ in }) -> ContentStore {
    ContentStore(root: folder.path, probe: .unsynced, notice: notice)
  }

  /// The file at a path below `docker/registry/v2`.
  func file(_ path: String) -> String { "\(folder.path)/docker/registry/v2/\(path)" }

  /// Uploads content as a client does, in two pieces.
  static func push(_ text: String, to repository: Repository, of store: ContentStore) throws -> Digest {
    let bytes = Array(text.utf8)
    let upload = try store.beginUpload(in: repository, startedAt: "2026-11-23T16:04:27Z")
    let claim = upload.claim()
    try upload.append(Array(bytes.prefix(bytes.count / 2)), by: claim)
    try upload.append(Array(bytes.dropFirst(bytes.count / 2)), by: claim)
    let digest = Digest.sha256(of: bytes)
    try store.commit(upload, as: digest, by: claim)
    return digest
  }

  /// An image of one layer with its text; its manifest's bytes.
  static func image(
    _ text: String, in repository: Repository, of store: ContentStore, tags: [String] = [],
    subject: Digest? = nil
  ) throws -> Digest {
    let layer = try push("layer \(text)", to: repository, of: store)
    let config = try push("config \(text)", to: repository, of: store)
    var manifest = Manifest(
      mediaType: .ociManifest,
      config: Descriptor(mediaType: .ociConfig, size: 7 + text.utf8.count, digest: config),
      layers: [Descriptor(mediaType: .ociLayer, size: 6 + text.utf8.count, digest: layer)])
    manifest.subject = subject.map { Descriptor(mediaType: .ociManifest, size: 1, digest: $0) }
    return try store.putManifest(
      manifest.dockerBytes(), in: repository, tags: tags.map { try OCI.Tag(parsing: $0) })
  }

  /// An index of manifests.
  static func index(
    of members: [Digest], in repository: Repository, of store: ContentStore, tags: [String] = []
  ) throws -> Digest {
    let index = ImageIndex(
      manifests: members.map { Descriptor(mediaType: .ociManifest, size: 1, digest: $0) })
    return try store.putManifest(
      JSONValue(encoding: index).utf8(), in: repository, tags: tags.map { try OCI.Tag(parsing: $0) })
  }

  static func layer(_ text: String) -> Digest { .sha256(of: "layer \(text)".utf8) }
  static func config(_ text: String) -> Digest { .sha256(of: "config \(text)".utf8) }
}

extension DiskProbe {
  /// Leaves out the waits for the disk, of which these tests would make tens of thousands.
  static let unsynced = Self { $0 == .sync ? .isSkipped : .asUsual }
}

extension Timestamp {
  /// Long after everything that a test does.
  static var muchLater: Self { .now().advanced(by: .seconds(1_000_000)) }
}
