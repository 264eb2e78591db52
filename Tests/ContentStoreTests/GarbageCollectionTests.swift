import Basics
import OCI
import TestSupport
import Testing

@testable import ContentStore

@Suite struct `Garbage collection` {
  private let fixture: StoreFixture
  private let store: ContentStore
  private let app: Repository

  init() throws {
    fixture = try StoreFixture()
    store = fixture.store
    app = fixture.app
  }

  private func collect(untagged: Bool = false, dryRun: Bool = false, at now: Timestamp = .muchLater) throws
    -> GarbageCollection.Report
  {
    var options = GarbageCollection.Options()
    options.removesUntagged = untagged
    options.isDryRun = dryRun
    return try store.collectGarbage(options, now: now)
  }

  @Test func `takes what no manifest needs, with its names, and leaves the rest`() throws {
    let kept = try StoreFixture.image("kept", in: app, of: store, tags: ["v1"])
    let orphan = try StoreFixture.push("an orphan", to: app, of: store)
    let gone = try StoreFixture.image("gone", in: app, of: store, tags: ["v2"])
    #expect(try store.removeManifest(gone, from: app))
    let report = try collect()
    #expect(report.removedBlobs == 4)
    #expect(report.removedBytes > 50)
    #expect(report.problems == 0)
    for digest in [orphan, gone, StoreFixture.layer("gone"), StoreFixture.config("gone")] {
      #expect(try !store.has(digest))
      #expect(try !store.hasBlob(digest, in: app))
    }
    #expect(try store.digests(below: StoreLayout.layers(app)).count == 2)
    #expect(try store.verify().problems.isEmpty)
    #expect(try store.hasManifest(kept, in: app))
    #expect(try collect() == GarbageCollection.Report(keptBlobs: 3))
  }

  @Test func `takes nothing that is younger than the grace period`() throws {
    let orphan = try StoreFixture.push("an orphan", to: app, of: store)
    #expect(try collect(at: .now()).removedBlobs == 0)
    #expect(try store.hasBlob(orphan, in: app))
    #expect(try collect().removedBlobs == 1)
  }

  @Test func `that only looks changes nothing, and says what it would do`() throws {
    _ = try StoreFixture.push("an orphan", to: app, of: store)
    let untagged = try StoreFixture.image("untagged", in: app, of: store)
    let upload = try store.beginUpload(in: app, startedAt: "2026-11-23T16:04:27Z")
    let report = try collect(untagged: true, dryRun: true)
    #expect(report.removedBlobs == 4)
    #expect(report.removedManifests == 1)
    #expect(report.removedUploads == 1)
    #expect(try store.blobs().count == 4)
    #expect(try store.hasManifest(untagged, in: app))
    #expect(try store.resumeUpload(upload.id, in: app).size == 0)
    let done = try collect(untagged: true)
    #expect(done == report)
    #expect(try store.blobs().isEmpty)
  }

  @Test func `keeps manifests without a tag unless it is told to take them`() throws {
    let untagged = try StoreFixture.image("untagged", in: app, of: store)
    #expect(try collect().removedManifests == 0)
    #expect(try store.hasManifest(untagged, in: app))
    #expect(try collect(untagged: true).removedManifests == 1)
    #expect(try !store.hasManifest(untagged, in: app))
    #expect(try store.blobs().isEmpty)
  }

  @Test func `keeps members of tagged indexes, however deep, and referrers of what stays`() throws {
    let inner = try StoreFixture.image("inner", in: app, of: store)
    let middle = try StoreFixture.index(of: [inner], in: app, of: store)
    let outer = try StoreFixture.index(of: [middle], in: app, of: store, tags: ["all"])
    let sbom = try StoreFixture.image("sbom", in: app, of: store, subject: inner)
    let signature = try StoreFixture.image("signature", in: app, of: store, subject: sbom)
    let untagged = try StoreFixture.image("untagged", in: app, of: store)
    let about = try StoreFixture.image("about", in: app, of: store, subject: untagged)
    #expect(try collect(untagged: true).removedManifests == 2)
    for digest in [inner, middle, outer, sbom, signature] {
      #expect(try store.hasManifest(digest, in: app))
    }
    for digest in [untagged, about] { #expect(try !store.hasManifest(digest, in: app)) }
    #expect(try store.verify().problems.isEmpty)
  }

  @Test func `keeps content that another repository needs`() throws {
    let other = try Repository(parsing: "other")
    _ = try StoreFixture.image("shared", in: app, of: store, tags: ["v1"])
    let copy = try StoreFixture.image("shared", in: other, of: store, tags: ["v1"])
    #expect(try store.removeManifest(copy, from: app))
    #expect(try collect(untagged: true).removedBlobs == 0)
    #expect(try store.hasManifest(copy, in: other))
    #expect(try store.hasBlob(StoreFixture.layer("shared"), in: other))
  }

  @Test func `goes on past a damaged manifest and keeps whatever it may have needed`() throws {
    let damaged = try StoreFixture.image("damaged", in: app, of: store, tags: ["v1"])
    let other = try Repository(parsing: "other")
    let orphan = try StoreFixture.push("an orphan", to: other, of: store)
    try AtomicFile.write("nonsense".utf8, to: store.path(of: damaged))
    let report = try collect(untagged: true)
    #expect(report.problems == 1)
    #expect(report.removedBlobs == 1)
    #expect(try !store.has(orphan))
    #expect(try store.hasBlob(StoreFixture.layer("damaged"), in: app))
    #expect(try store.hasBlob(StoreFixture.config("damaged"), in: app))
    // The next push of the same manifest repairs it.
    #expect(try StoreFixture.image("damaged", in: app, of: store, tags: ["v1"]) == damaged)
    #expect(try store.verify().problems.isEmpty)
  }

  @Test func `keeps what a damaged tag led to`() throws {
    let digest = try StoreFixture.image("tagged", in: app, of: store, tags: ["v1"])
    try AtomicFile.write("".utf8, to: fixture.file(StoreLayout.tagLink(app, OCI.Tag(parsing: "v1"))))
    #expect(try collect(untagged: true).removedManifests == 0)
    #expect(try store.hasManifest(digest, in: app))
  }

  @Test func `leaves uploads that somebody goes on with, and takes those that were left`() throws {
    let upload = try store.beginUpload(in: app, startedAt: "2001-01-01T00:00:00Z")
    #expect(try collect(at: .now()).removedUploads == 0)
    #expect(try store.resumeUpload(upload.id, in: app).size == 0)
    #expect(try collect().removedUploads == 1)
    #expect(throws: StoreError.unknownUpload(upload.id)) { try store.resumeUpload(upload.id, in: app) }
  }

  @Test func `takes nothing that a push has begun to rely on after it was marked`() throws {
    let orphan = try StoreFixture.push("an orphan", to: app, of: store)
    let untagged = try StoreFixture.image("untagged", in: app, of: store)
    // Between the marks and the sweep, for everything is old to this collection until it is touched again.
    let now = Timestamp.now().advanced(by: .seconds(3600)).advanced(by: .milliseconds(30))
    var options = GarbageCollection.Options()
    options.removesUntagged = true
    // A file system may stamp with a clock that ticks every ten milliseconds.
    while Timestamp.now() <= now.advanced(by: .seconds(-3600)).advanced(by: .milliseconds(20)) {}
    let (store, app) = (store, app)
    let report = try store.collectGarbage(options, now: now) { event in
      guard case .repository = event else { return }
      #expect((try? store.refresh(orphan, in: app)) == true)
    }
    #expect(report.removedManifests == 1)
    #expect(try !store.hasManifest(untagged, in: app))
    #expect(try store.hasBlob(orphan, in: app))
    #expect(try !store.has(StoreFixture.layer("untagged")))
  }

  @Test func `racing with pushes and deletes never takes what a finished push needs`() async throws {
    let fixture = fixture
    try await withThrowingTaskGroup(of: Void.self) { group in
      for pusher in 0..<3 {
        group.addTask {
          let store = fixture.reopened()
          for round in 0..<15 {
            // Always the same few layers, deleted and pushed again: the case in which distribution loses some.
            let digest = try StoreFixture.image(
              "\(round % 3)", in: fixture.app, of: store, tags: ["t\(pusher)"])
            for needed in [digest, StoreFixture.layer("\(round % 3)"), StoreFixture.config("\(round % 3)")] {
              #expect(try store.has(needed))
            }
            if round % 4 == 3 { _ = try store.removeTag(OCI.Tag(parsing: "t\(pusher)"), from: fixture.app) }
          }
        }
      }
      group.addTask {
        var options = GarbageCollection.Options()
        options.removesUntagged = true
        options.grace = .seconds(60)
        for _ in 0..<15 { _ = try fixture.reopened().collectGarbage(options, now: .now()) }
      }
      try await group.waitForAll()
    }
    let report = try store.verify()
    #expect(report.problems.isEmpty)
    #expect(report.blobs == 9)
  }
}
