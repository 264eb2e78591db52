import Basics
import OCI
import TestSupport
import Testing

@testable import ContentStore

@Suite struct `Several who work on one store` {
  @Test func `move one tag, and whoever looks sees one manifest or the other`() async throws {
    let fixture = try StoreFixture()
    let app = fixture.app
    let tag = try OCI.Tag(parsing: "v1")
    let digests = try ["a", "b"].map { try StoreFixture.image($0, in: app, of: fixture.store, tags: ["v1"]) }
    let manifests = try digests.map { try fixture.store.read($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for bytes in manifests {
        group.addTask {
          let store = fixture.reopened()
          for _ in 0..<40 { try store.putManifest(bytes, in: app, tags: [tag]) }
        }
      }
      group.addTask {
        let store = fixture.reopened()
        for _ in 0..<400 {
          let digest = try #require(try store.resolve(tag, in: app), "the tag was absent for a moment")
          #expect(digests.contains(digest))
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.reopened().verify().problems.isEmpty)
  }

  @Test func `push and delete one tag without errors`() async throws {
    let fixture = try StoreFixture()
    let app = fixture.app
    let tag = try OCI.Tag(parsing: "v1")
    let digest = try StoreFixture.image("a", in: app, of: fixture.store, tags: ["v1"])
    let bytes = try fixture.store.read(digest)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          let store = fixture.reopened()
          for _ in 0..<30 { try store.putManifest(bytes, in: app, tags: [tag]) }
        }
        group.addTask {
          let store = fixture.reopened()
          for _ in 0..<30 {
            _ = try store.removeTag(tag, from: app)
            _ = try store.tags(of: app)
          }
        }
      }
      try await group.waitForAll()
    }
    try fixture.store.putManifest(bytes, in: app, tags: [tag])
    #expect(try fixture.store.resolve(tag, in: app) == digest)
    #expect(try fixture.store.verify().problems.isEmpty)
  }

  @Test func `upload the same content at once`() async throws {
    let fixture = try StoreFixture()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let store = fixture.reopened()
          for round in 0..<10 { _ = try StoreFixture.push("round \(round)", to: fixture.app, of: store) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.store.blobs().count == 10)
    #expect(try fixture.store.verify().problems.isEmpty)
    #expect(try fixture.store.purgeUploads(before: .muchLater) == 0)
  }

  @Test func `go on with one upload, and only the latest may add to it`() throws {
    let fixture = try StoreFixture()
    let upload = try fixture.store.beginUpload(in: fixture.app, startedAt: "2026-11-23T16:04:27Z")
    let first = upload.claim()
    try upload.append([1], by: first)
    let second = upload.claim()
    #expect(throws: StoreError.superseded(upload.id)) { try upload.append([9], by: first) }
    try upload.append([2], by: second)
    #expect(throws: StoreError.superseded(upload.id)) {
      try fixture.store.commit(upload, as: .sha256(of: [1, 2]), by: first)
    }
    try fixture.store.commit(upload, as: .sha256(of: [1, 2]), by: second)
    #expect(throws: StoreError.unknownUpload(upload.id)) { try upload.append([3], by: second) }
    #expect(throws: StoreError.unknownUpload(upload.id)) {
      try fixture.store.commit(upload, as: .sha256(of: [1, 2]), by: second)
    }
  }

  @Test func `find the folder again when somebody removed it`() throws {
    let fixture = try StoreFixture()
    _ = try StoreFixture.image("a", in: fixture.app, of: fixture.store, tags: ["v1"])
    Folders.remove("\(fixture.folder.path)/docker")
    #expect(try fixture.store.repositories().isEmpty)
    #expect(try fixture.store.blobs().isEmpty)
    _ = try StoreFixture.image("a", in: fixture.app, of: fixture.store, tags: ["v1"])
    #expect(try fixture.reopened().verify().tags == 1)
  }
}
