import Basics
import OCI
import Synchronization
import TestSupport
import Testing

@testable import ContentStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct `A damaged store` {
  private let fixture: StoreFixture
  private let app: Repository
  private let manifest: Digest
  private let tag: OCI.Tag

  init() throws {
    fixture = try StoreFixture()
    app = fixture.app
    manifest = try StoreFixture.image("one", in: app, of: fixture.store, tags: ["v1"])
    tag = try OCI.Tag(parsing: "v1")
  }

  enum Kind: CaseIterable {
    case manifest, layer, config, layerLink, revisionLink, tagLink, pastTagLink
  }

  private func path(_ kind: Kind) -> String {
    switch kind {
    case .manifest: StoreLayout.blob(manifest)
    case .layer: StoreLayout.blob(StoreFixture.layer("one"))
    case .config: StoreLayout.blob(StoreFixture.config("one"))
    case .layerLink: StoreLayout.layerLink(app, StoreFixture.layer("one"))
    case .revisionLink: StoreLayout.revisionLink(app, manifest)
    case .tagLink: StoreLayout.tagLink(app, tag)
    case .pastTagLink: StoreLayout.tagIndexLink(app, tag, manifest)
    }
  }

  /// Flips the lowest bit of one byte of a file.
  private func flip(_ byte: Int, of kind: Kind) throws {
    let file = fixture.file(path(kind))
    var bytes = try FileBytes.read(file)
    bytes[byte % bytes.count] ^= 1
    try AtomicFile.write(bytes, to: file)
  }

  @Test(arguments: Kind.allCases, [0, 1, 9, 40])
  func `names the one byte that flipped, and gives no wrong manifest`(kind: Kind, byte: Int) throws {
    #expect(try fixture.store.verify().problems.isEmpty)
    try flip(byte, of: kind)
    let notices = Notices()
    let store = fixture.reopened { notices.add($0) }
    let report = try store.verify()
    #expect(report.foundDamage)
    #expect(report.problems.count <= 3)
    if let digest = try store.resolve(tag, in: app), try store.hasManifest(digest, in: app) {
      do throws(StoreError) {
        let bytes = try store.read(digest)
        #expect(Digest.sha256(of: bytes) == digest)
      } catch {
        #expect(error == .damaged(digest))
        #expect(notices.all.contains(.damagedContent(digest)))
      }
    }
    _ = try store.collectGarbage(.init(), now: .muchLater)
    // What is left after a collection can be mended by pushing again.
    #expect(try StoreFixture.image("one", in: app, of: store, tags: ["v1"]) == manifest)
    #expect(try store.resolve(tag, in: app) == manifest)
    #expect(Digest.sha256(of: try store.read(manifest)) == manifest)
  }

  @Test(arguments: Kind.allCases, ["", "x"])
  func `survives files that were cut or emptied`(kind: Kind, text: String) throws {
    try AtomicFile.write(text.utf8, to: fixture.file(path(kind)))
    let store = fixture.reopened()
    #expect(try store.verify().foundDamage)
    _ = try store.collectGarbage(.init(), now: .muchLater)
    #expect(try StoreFixture.image("one", in: app, of: store, tags: ["v1"]) == manifest)
    #expect(try store.verify().problems.isEmpty)
  }

  @Test func `gets content again that was set aside`() throws {
    let layer = StoreFixture.layer("one")
    try flip(3, of: .layer)
    let store = fixture.reopened()
    #expect(try store.hasBlob(layer, in: app))
    let report = try store.verify(quarantining: true)
    #expect(report.quarantined == 1)
    #expect(report.problems.contains(.damaged(layer)))
    #expect(report.problems.contains(.incomplete(app, manifest: manifest, lacks: layer)))
    #expect(try !store.hasBlob(layer, in: app))
    #expect(try StoreFixture.push("layer one", to: app, of: store) == layer)
    #expect(try store.verify().problems.isEmpty)
  }

  @Test(arguments: Kind.allCases)
  func `does not follow links that somebody put into it`(kind: Kind) throws {
    let outside = try ScratchFolder()
    let secret = try outside.write("\(manifest)", to: "secret")
    let file = fixture.file(path(kind))
    #expect(unsafe unlink(file) == 0 && symlink(secret, file) == 0)
    let store = fixture.reopened()
    switch kind {
    case .manifest, .layer, .config:
      let digest = [.layer: StoreFixture.layer("one"), .config: StoreFixture.config("one")][kind] ?? manifest
      #expect(try !store.has(digest))
      #expect(throws: StoreError.missing(digest)) { try store.open(digest) }
    case .layerLink: #expect(try !store.hasBlob(StoreFixture.layer("one"), in: app))
    case .revisionLink: #expect(try !store.hasManifest(manifest, in: app))
    case .tagLink: #expect(try store.resolve(tag, in: app) == nil)
    case .pastTagLink: #expect(try store.resolve(tag, in: app) == manifest)
    }
    #expect(try StoreFixture.image("one", in: app, of: store, tags: ["v1"]) == manifest)
    #expect(try FileBytes.read(secret) == Array("\(manifest)".utf8))
    #expect(try store.verify().problems.isEmpty)
  }

  @Test func `does not follow folders that are links, neither to read nor to write`() throws {
    let outside = try ScratchFolder(inMemory: true)
    for name in ["repositories", "blobs"] {
      let real = try StoreFixture()
      _ = try StoreFixture.image("one", in: real.app, of: real.store, tags: ["v1"])
      let moved = "\(outside.path)/\(name)"
      #expect(unsafe rename(real.file(name), moved) == 0 && symlink(moved, real.file(name)) == 0)
      let before = Set(Folders.names(in: moved))
      let store = real.reopened()
      #expect(try name == "blobs" ? !store.has(manifest) : store.repositories().isEmpty)
      #expect(throws: StoreError.self) {
        try StoreFixture.image("two", in: Repository(parsing: "two"), of: store, tags: ["v1"])
      }
      #expect(Set(Folders.names(in: moved)) == before)
    }
  }

  @Test func `is not confused by a pipe or a folder in the place of a file`() throws {
    for (kind, isPipe) in [(Kind.tagLink, true), (.layer, true), (.manifest, false)] {
      let file = fixture.file(path(kind))
      #expect(unsafe unlink(file) == 0)
      #expect(unsafe isPipe ? mkfifo(file, 0o600) == 0 : mkdir(file, 0o700) == 0)
    }
    let store = fixture.reopened()
    #expect(try store.resolve(tag, in: app) == nil)
    #expect(try !store.has(manifest))
    #expect(try !store.hasBlob(StoreFixture.layer("one"), in: app))
  }

  final class Notices: Sendable {
    private let kept = Mutex<[StoreNotice]>([])

    func add(_ notice: StoreNotice) { kept.withLock { $0.append(notice) } }
    var all: [StoreNotice] { kept.withLock { $0 } }
  }
}
