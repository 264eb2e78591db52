import Basics
import OCI
import TestSupport
import Testing

@testable import ContentStore

private let bytes = Array("some content".utf8)
private let digest = Digest.sha256(of: bytes)

@Suite struct `The content store` {
  private let folder: ScratchFolder
  private let store: ContentStore
  private let app: Repository

  init() throws {
    folder = try ScratchFolder()
    store = ContentStore(root: folder.path)
    app = try Repository(parsing: "lab/app")
  }

  @Test func `keeps content under its digest`() throws {
    #expect(try !store.has(digest))
    #expect(try store.write(bytes) == digest)
    #expect(try store.read(digest) == bytes)
    #expect(try store.size(of: digest) == bytes.count)
    #expect(try store.blobs() == [digest])
    try store.remove(digest)
    #expect(try !store.has(digest))
  }

  @Test func `lies on disk as distribution's registry expects`() throws {
    let tag = try OCI.Tag(parsing: "v1")
    try store.putManifest(bytes, in: app, tags: [tag])
    #expect(try store.addBlob(digest, to: app))
    let base = "\(folder.path)/docker/registry/v2"
    let hex = digest.hex
    for (file, text) in [
      ("blobs/sha256/\(hex.prefix(2))/\(hex)/data", "some content"),
      ("repositories/lab/app/_layers/sha256/\(hex)/link", digest.description),
      ("repositories/lab/app/_manifests/revisions/sha256/\(hex)/link", digest.description),
      ("repositories/lab/app/_manifests/tags/v1/current/link", digest.description),
      ("repositories/lab/app/_manifests/tags/v1/index/sha256/\(hex)/link", digest.description),
    ] {
      #expect(try FileBytes.read("\(base)/\(file)", limit: 1000) == Array(text.utf8), "\(file)")
    }
  }

  @Test func `never gives bytes that are not what their digest says`() throws {
    try store.write(bytes)
    try AtomicFile.write("other content".utf8, to: store.path(of: digest))
    #expect(throws: StoreError.damaged(digest)) { try store.read(digest) }
    #expect(throws: StoreError.missing(.sha256(of: []))) { try store.read(.sha256(of: [])) }
  }

  @Test(arguments: ["", "sha256:abc", "nonsense\n"])
  func `takes a link that is damaged as absent`(text: String) throws {
    let tag = try OCI.Tag(parsing: "v1")
    try store.putManifest(bytes, in: app, tags: [tag])
    try AtomicFile.write(text.utf8, to: "\(folder.path)/docker/registry/v2/\(StoreLayout.tagLink(app, tag))")
    #expect(try store.resolve(tag, in: app) == nil)
    #expect(try store.tags(of: app).isEmpty)
    try store.putManifest(bytes, in: app, tags: [tag])
    #expect(try store.resolve(tag, in: app) == digest)
  }

  @Test func `keeps repositories apart`() throws {
    let other = try Repository(parsing: "lab")
    try store.write(bytes)
    #expect(try store.addBlob(digest, to: app))
    #expect(try store.hasBlob(digest, in: app))
    #expect(try !store.hasBlob(digest, in: other))
    #expect(try store.addBlob(digest, to: other))
    #expect(try store.repositories() == [other, app])
    #expect(try store.removeBlob(digest, from: app))
    #expect(try !store.removeBlob(digest, from: app))
    #expect(try store.hasBlob(digest, in: other))
  }

  @Test
  func `lists repositories inside of a repository, also those that come later or that somebody else makes`()
    throws
  {
    try store.write(bytes)
    let names = ["a", "a/b", "a/b/c", "z"].compactMap { try? Repository(parsing: $0) }
    for name in [0, 3, 2, 1] {
      #expect(try store.addBlob(digest, to: names[name]))
      let made = try store.repositories()
      #expect(try store.repositories(after: "", atMost: 2) == Array(made.prefix(2)))
      #expect(made.contains(names[name]))
    }
    #expect(try store.repositories() == names)
    let repositories = "\(folder.path)/docker/registry/v2/repositories"
    // A folder that is no repository's own, and one that holds uploads only.
    try Folders.create("\(repositories)/z/_uploads")
    try Folders.create("\(repositories)/y/_uploads")
    try Folders.create("\(repositories)/z/inner/_manifests")
    #expect(try store.repositories().map(\.path) == ["a", "a/b", "a/b/c", "z", "z/inner"])
  }

  @Test func `goes on with an upload after a restart`() throws {
    let upload = try store.beginUpload(in: app, startedAt: "2026-11-23T16:04:27Z")
    try upload.append(Array(bytes.prefix(5)), by: upload.claim())
    let reopened = ContentStore(root: folder.path)
    let resumed = try reopened.resumeUpload(upload.id, in: app)
    #expect(resumed.size == 5)
    let claim = resumed.claim()
    try resumed.append(Array(bytes.dropFirst(5)), by: claim)
    try reopened.commit(resumed, as: digest, by: claim)
    #expect(try store.read(digest) == bytes)
    #expect(try store.hasBlob(digest, in: app))
    #expect(throws: StoreError.unknownUpload(upload.id)) { try store.resumeUpload(upload.id, in: app) }
  }

  @Test func `refuses an upload whose content is not what its digest says`() throws {
    let upload = try store.beginUpload(in: app, startedAt: "2026-11-23T16:04:27Z")
    let claim = upload.claim()
    try upload.append([1, 2, 3], by: claim)
    let found = Digest.sha256(of: [1, 2, 3])
    #expect(throws: StoreError.wrongDigest(expected: digest, found: found)) {
      try store.commit(upload, as: digest, by: claim)
    }
    #expect(try !store.has(digest))
    #expect(try !store.has(found))
  }

  @Test(arguments: ["", "..", "../../../../etc/passwd", "00000000-0000-4000-8000-00000000000G", "a/b"])
  func `takes no upload id that could lead elsewhere`(text: String) {
    #expect(UploadID(text) == nil)
  }

  @Test func `names uploads so that nobody guesses them`() {
    let names = Set((0..<1000).map { _ in UploadID().description })
    #expect(names.count == 1000)
    #expect(names.allSatisfy { UploadID($0) != nil })
  }
}
