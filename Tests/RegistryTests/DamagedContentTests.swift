import Basics
import ContentStore
import HTTPClient
import OCI
import Synchronization
import TestSupport
import Testing

@testable import Registry

/// A registry's folder with one image in `lab/app`, tagged `v1`, that a referrer is about.
private struct Shelf {
  enum Kind: CaseIterable {
    case manifest, layer, config, layerLink, configLink, revisionLink, tagLink, pastTagLink

    /// Whether a manifest, or a name that leads to it, is spoilt.
    var spoilsManifest: Bool { [.manifest, .revisionLink, .tagLink].contains(self) }
  }

  let folder: ScratchFolder
  let manifest: [UInt8]

  var digest: Digest { .sha256(of: manifest) }
  var layer: Digest { .sha256(of: "layer of lab/app".utf8) }
  var config: Digest { .sha256(of: "{}".utf8) }

  static func filled() async throws -> Self {
    let folder = try ScratchFolder(inMemory: true)
    var manifest: [UInt8] = []
    try await RegistryFixture.run(in: folder) { registry in
      manifest = try await registry.pushImage("lab/app", tag: "v1")
      let referrer = try JSONValue.object(
        JSONObject([
          ("schemaVersion", 2), ("mediaType", .string(MediaType.ociManifest.rawValue)),
          ("artifactType", "text/plain"),
          (
            "config",
            JSONValue(encoding: Descriptor(mediaType: .ociEmpty, size: 2, digest: .sha256(of: "{}".utf8)))
          ),
          ("layers", .array([])),
          (
            "subject",
            JSONValue(
              encoding: Descriptor(
                mediaType: .ociManifest, size: manifest.count, digest: .sha256(of: manifest)))
          ),
        ])
      ).utf8()
      let reply = try await registry.send(
        "PUT", "/v2/lab/app/manifests/note", [("Content-Type", MediaType.ociManifest.rawValue)],
        body: .bytes(referrer))
      #expect(reply.status == 201)
    }
    return Self(folder: folder, manifest: manifest)
  }

  func path(_ kind: Kind) -> String {
    let repository = "repositories/lab/app"
    let place =
      switch kind {
      case .manifest: blob(digest)
      case .layer: blob(layer)
      case .config: blob(config)
      case .layerLink: "\(repository)/_layers/sha256/\(layer.hex)/link"
      case .configLink: "\(repository)/_layers/sha256/\(config.hex)/link"
      case .revisionLink: "\(repository)/_manifests/revisions/sha256/\(digest.hex)/link"
      case .tagLink: "\(repository)/_manifests/tags/v1/current/link"
      case .pastTagLink: "\(repository)/_manifests/tags/v1/index/sha256/\(digest.hex)/link"
      }
    return "\(folder.path)/store/docker/registry/v2/\(place)"
  }

  private func blob(_ digest: Digest) -> String {
    "blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data"
  }

  /// Flips the lowest bit of one byte of a file.
  func flip(_ byte: Int, of path: String) throws {
    var bytes = try FileBytes.read(path)
    bytes[byte % bytes.count] ^= 1
    try AtomicFile.write(bytes, to: path)
  }
}

@Suite struct `A registry whose disk has flipped a bit` {
  /// The first and the last byte, and two between.
  private static let places = [0, 8, 40, -1]

  @Test(arguments: Shelf.Kind.allCases, places)
  private func `says so, gives no wrong manifest, and takes the image again`(
    kind: Shelf.Kind, place: Int
  ) async throws {
    let shelf = try await Shelf.filled()
    let size = try FileBytes.read(shelf.path(kind)).count
    try shelf.flip(place < 0 ? size - 1 : place, of: shelf.path(kind))
    try await RegistryFixture.run(in: shelf.folder) { registry in
      for path in ["manifests/v1", "manifests/\(shelf.digest)", "blobs/\(shelf.digest)"] {
        for method in ["GET", "HEAD"] {
          let reply = try await registry.send(method, "/v2/lab/app/\(path)")
          #expect([200, 404, 500].contains(reply.status), "\(method) \(path): \(reply.status)")
          if reply.status == 200, method == "GET" { #expect(reply.body == shelf.manifest, "\(path)") }
          if reply.status == 200 || method == "HEAD" { continue }
          #expect(try JSONValue(parsing: reply.body)["errors"]?.array?.count == 1)
          #expect(!reply.text.contains(shelf.folder.path), "the answer tells where the registry's files are")
        }
      }
      if kind.spoilsManifest {
        let path = kind == .tagLink ? "v1" : "\(shelf.digest)"
        #expect(try await registry.send("GET", "/v2/lab/app/manifests/\(path)").status >= 400)
        #expect(!registry.notices.all.isEmpty, "nobody was told")
      }
      if [.layerLink, .configLink].contains(kind) {
        let digest = kind == .layerLink ? shelf.layer : shelf.config
        #expect(try await registry.send("HEAD", "/v2/lab/app/blobs/\(digest)").status == 404)
        #expect(!registry.notices.all.isEmpty, "nobody was told")
      }
      for path in ["tags/list", "referrers/\(shelf.digest)", "referrers/\(shelf.layer)"] {
        #expect(try await registry.send("GET", "/v2/lab/app/\(path)").status == 200, "\(path)")
      }
      let catalog = try await registry.send("GET", "/v2/_catalog")
      #expect(catalog.text == "{\"repositories\":[\"lab/app\"]}\n")
      try await Self.mend(shelf, registry)
    }
  }

  /// Verification names the damage, a collection goes on past it, and a push brings everything back.
  private static func mend(_ shelf: Shelf, _ registry: RegistryFixture) async throws {
    #expect(try registry.store.verify(quarantining: true).foundDamage)
    var options = GarbageCollection.Options()
    options.grace = .zero
    _ = try registry.store.collectGarbage(options, now: Timestamp.now().advanced(by: .seconds(3600)))
    #expect(try await registry.pushImage("lab/app", tag: "v1") == shelf.manifest)
    let reply = try await registry.send("GET", "/v2/lab/app/manifests/v1")
    #expect(reply.status == 200 && reply.body == shelf.manifest)
    for digest in [shelf.layer, shelf.config] {
      let reply = try await registry.send("GET", "/v2/lab/app/blobs/\(digest)")
      #expect(reply.status == 200 && Digest.sha256(of: reply.body) == digest)
    }
    let problems = try registry.store.verify().problems
    #expect(problems.isEmpty, "\(problems.map(\.summary.en))")
  }

  @Test(arguments: ["data", "startedat"], [0, 3])
  func `in an upload finds out at its end, and the client begins again`(
    name: String, place: Int
  ) async throws {
    let folder = try ScratchFolder(inMemory: true)
    var location = ""
    try await RegistryFixture.run(in: folder) { registry in
      let begun = try await registry.send("POST", "/v2/lab/app/blobs/uploads/")
      location = begun["Location"] ?? ""
      _ = try await registry.send("PATCH", location, body: .bytes(Array("the content".utf8)))
    }
    let uploads = "\(folder.path)/store/docker/registry/v2/repositories/lab/app/_uploads"
    let id = try #require(Folders.names(in: uploads).first)
    var bytes = try FileBytes.read("\(uploads)/\(id)/\(name)")
    bytes[place] ^= 1
    try AtomicFile.write(bytes, to: "\(uploads)/\(id)/\(name)")
    let digest = Digest.sha256(of: "the content".utf8)
    try await RegistryFixture.run(in: folder) { registry in
      #expect(try await registry.send("GET", location)["Range"] == "0-10")
      let reply = try await registry.send("PUT", "\(location)?digest=\(digest)")
      #expect(reply.status == (name == "data" ? 400 : 201), "\(reply.text)")
      if name == "data" {
        #expect(reply.text.contains("DIGEST_INVALID"))
        #expect(try await registry.send("GET", location).status == 404)
        #expect(try await registry.send("HEAD", "/v2/lab/app/blobs/\(digest)").status == 404)
        #expect(try await registry.pushBlob("the content", to: "lab/app").digest == digest)
      }
      #expect(try await registry.send("GET", "/v2/lab/app/blobs/\(digest)").text == "the content")
      #expect(try registry.store.verify().problems.isEmpty)
    }
  }

  @Test func `or lost an upload while it lay still answers that there is none`() async throws {
    try await RegistryFixture.run { registry in
      let begun = try await registry.send("POST", "/v2/lab/app/blobs/uploads/")
      let location = begun["Location"] ?? ""
      _ = try await registry.send("PATCH", location, body: .bytes(Array("x".utf8)))
      let later = Timestamp.now().advanced(by: .seconds(3600))
      #expect(try registry.store.purgeUploads(before: later) == 1)
      let reply = try await registry.send("PUT", "\(location)?digest=\(Digest.sha256(of: "x".utf8))")
      #expect(reply.status == 404 && reply.text.contains("BLOB_UPLOAD_UNKNOWN"), "\(reply.text)")
    }
  }
}

@Suite struct `What a registry finds wrong on its disk` {
  @Test func `is told once in a while, each thing for itself`() {
    let told = RegistryFixture.Notices()
    let clock = SteppedClock()
    let desk = NoticeDesk(now: { clock.now }, tell: { told.add($0) })
    for _ in 0..<3 { desk.take(.damagedLink(path: "a")) }
    desk.take(.damagedLink(path: "b"))
    #expect(told.all == [.damagedLink(path: "a"), .damagedLink(path: "b")])
    clock.advance(by: NoticeDesk.silence)
    desk.take(.damagedLink(path: "a"))
    desk.take(.damagedLink(path: "a"))
    #expect(told.all.count == 3)
    for number in 0..<5_000 { desk.take(.damagedLink(path: "\(number)")) }
    #expect(told.all.count == 5_003)
  }
}

/// A clock that stands until it is told to go on.
private final class SteppedClock: Sendable {
  private let time = Mutex(Timestamp(seconds: 1_795_449_867, nanoseconds: 0))

  var now: Timestamp { time.withLock { $0 } }

  func advance(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }
}
