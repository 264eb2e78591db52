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

/// A disk that counts the calls made to it and fails from one of them on, or once.
private final class FailingDisk: Sendable {
  private struct State {
    var count = 0
    var failsAt = Int.max
    var failsOn = false
    var code = ENOSPC
  }

  private let state = Mutex(State())
  /// Whether reads count too, or only what changes the disk.
  let countsReads: Bool

  init(countsReads: Bool) {
    self.countsReads = countsReads
  }

  var count: Int { state.withLock { $0.count } }

  /// Fails the call of a number; with `goesOn` every call after it too, as for a process that was killed.
  func fail(at number: Int, goesOn: Bool, code: Int32) {
    state.withLock { $0 = State(failsAt: number, failsOn: goesOn, code: code) }
  }

  var probe: DiskProbe {
    DiskProbe { call in
      guard self.countsReads || call.isChange else { return .asUsual }
      return self.state.withLock { state in
        defer { state.count += 1 }
        let fails = state.failsOn ? state.count >= state.failsAt : state.count == state.failsAt
        return fails ? .fails(state.code) : call == .sync ? .isSkipped : .asUsual
      }
    }
  }
}

@Suite struct `A disk that fails` {
  /// What a push does: a new image, then a tag moved from another one.
  private static func work(_ store: ContentStore, _ app: Repository) throws {
    _ = try StoreFixture.image("new", in: app, of: store, tags: ["new"])
    _ = try StoreFixture.image("moved", in: app, of: store, tags: ["v1"])
  }

  /// Whether every tag leads to a whole image, and `v1` to one of the two it ever had.
  private static func check(_ fixture: StoreFixture, old: Digest, point: Int) throws {
    let store = fixture.reopened()
    let report = try store.verify()
    // A push that broke off may leave names of content that never came; no tag and no manifest leads there.
    let serious = report.problems.filter { if case .missing = $0 { false } else { true } }
    #expect(serious.isEmpty, "call \(point)")
    let v1 = try store.resolve(OCI.Tag(parsing: "v1"), in: fixture.app)
    let digest = try #require(v1, "call \(point): the tag was lost")
    for tag in try store.tags(of: fixture.app) {
      let digest = try #require(try store.resolve(tag, in: fixture.app))
      let manifest = try ManifestSummary(parsing: store.read(digest))
      for needed in manifest.needed {
        #expect(try store.hasBlob(needed.digest, in: fixture.app), "call \(point)")
        #expect(try store.verifyBlob(needed.digest) != nil)
      }
    }
    if digest != old { #expect(try store.tags(of: fixture.app).count == 2) }
  }

  private static func prepared(_ disk: FailingDisk) throws -> (StoreFixture, Digest) {
    let fixture = try StoreFixture()
    let old = try StoreFixture.image("old", in: fixture.app, of: fixture.store, tags: ["v1"])
    _ = disk
    return (fixture, old)
  }

  private static func calls(countsReads: Bool) throws -> Int {
    let disk = FailingDisk(countsReads: countsReads)
    let (fixture, _) = try prepared(disk)
    try work(ContentStore(root: fixture.folder.path, probe: disk.probe), fixture.app)
    return disk.count
  }

  @Test func `at any call of a push, for good, leaves every tag whole or absent`() throws {
    let count = try Self.calls(countsReads: false)
    #expect(count > 60)
    for point in 0..<count {
      let disk = FailingDisk(countsReads: false)
      let (fixture, old) = try Self.prepared(disk)
      disk.fail(at: point, goesOn: true, code: EIO)
      let store = ContentStore(root: fixture.folder.path, probe: disk.probe)
      // The end of a push, clearing up behind it, may fail unnoticed.
      try? Self.work(store, fixture.app)
      try Self.check(fixture, old: old, point: point)
      try Self.work(fixture.reopened(), fixture.app)
      #expect(try fixture.reopened().verify().problems.isEmpty, "call \(point)")
    }
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT, EMFILE])
  func `at one call is said, and the push can be made again`(code: Int32) throws {
    let count = try Self.calls(countsReads: true)
    for point in stride(from: Int(code) % 7, to: count, by: 7) {
      let disk = FailingDisk(countsReads: true)
      let (fixture, old) = try Self.prepared(disk)
      disk.fail(at: point, goesOn: false, code: code)
      let store = ContentStore(root: fixture.folder.path, probe: disk.probe)
      do {
        try Self.work(store, fixture.app)
      } catch StoreError.system(let error) {
        #expect(error.code == code)
      } catch {
        Issue.record("call \(point): \(error)")
      }
      try Self.check(fixture, old: old, point: point)
      try Self.work(store, fixture.app)
      #expect(try store.verify().problems.isEmpty, "call \(point)")
    }
  }

  @Test func `never makes content look absent that cannot be read`() throws {
    let disk = FailingDisk(countsReads: true)
    let fixture = try StoreFixture()
    let digest = try StoreFixture.image("one", in: fixture.app, of: fixture.store, tags: ["v1"])
    let store = ContentStore(root: fixture.folder.path, probe: disk.probe)
    let app = fixture.app
    let tag = try OCI.Tag(parsing: "v1")
    let questions: [(String, () throws -> Bool)] = [
      ("has", { try store.has(digest) }), ("manifest", { try store.hasManifest(digest, in: app) }),
      ("blob", { try store.hasBlob(StoreFixture.layer("one"), in: app) }),
      ("tag", { try store.resolve(tag, in: app) == digest }), ("tags", { try store.tags(of: app) == [tag] }),
      ("exists", { try store.exists(app) }), ("repositories", { try store.repositories() == [app] }),
      ("refresh", { try store.refresh(digest, in: app) }),
      ("listed", { try store.listedManifests(of: app) == [digest] }),
    ]
    for (name, ask) in questions {
      // Once for what a store opens only once; a fault that the question before did not come to is forgotten.
      disk.fail(at: .max, goesOn: false, code: EMFILE)
      #expect(try ask())
      disk.fail(at: .max, goesOn: false, code: EMFILE)
      #expect(try ask())
      let count = disk.count
      for point in 0..<count {
        disk.fail(at: point, goesOn: false, code: EMFILE)
        do {
          // A look that failed may have been made again with more care.
          #expect(try ask(), "\(name), call \(point) of \(count)")
        } catch is StoreError {}
      }
    }
  }

  @Test(arguments: [1, 3, 7])
  func `takes a few bytes at a time without losing any`(most: Int) throws {
    let fixture = try StoreFixture(probe: DiskProbe { $0 == .write ? .takes(most) : .isSkipped })
    try Self.work(fixture.store, fixture.app)
    #expect(try fixture.reopened().verify().problems.isEmpty)
  }

  @Test func `in the middle of a piece leaves the upload as it was before it`() throws {
    let calls = Mutex(0)
    let fixture = try StoreFixture(
      probe: DiskProbe { call in
        guard call == .write else { return .isSkipped }
        return calls.withLock { calls in
          calls += 1
          return calls == 3 ? .takes(4) : calls == 4 ? .fails(ENOSPC) : .asUsual
        }
      })
    let upload = try fixture.store.beginUpload(in: fixture.app, startedAt: "2026-11-23T16:04:27Z")
    let claim = upload.claim()
    try upload.append(Array("0123".utf8), by: claim)
    #expect(throws: StoreError.self) { try upload.append(Array("456789".utf8), by: claim) }
    #expect(upload.size == 4)
    #expect(try fixture.reopened().resumeUpload(upload.id, in: fixture.app).size == 4)
    try upload.append(Array("456789".utf8), by: claim)
    let digest = Digest.sha256(of: "0123456789".utf8)
    try fixture.store.commit(upload, as: digest, by: claim)
    #expect(try fixture.store.verifyBlob(digest) == 10)
  }

  @Test func `when it syncs is not trusted with the same bytes again`() throws {
    let fails = Mutex(true)
    let fixture = try StoreFixture(
      probe: DiskProbe { call in
        guard call == .sync else { return .asUsual }
        return fails.withLock { $0 } ? .fails(EIO) : .isSkipped
      })
    fails.withLock { $0 = false }
    let upload = try fixture.store.beginUpload(in: fixture.app, startedAt: "2026-11-23T16:04:27Z")
    let claim = upload.claim()
    try upload.append([1], by: claim)
    fails.withLock { $0 = true }
    #expect(throws: StoreError.self) { try fixture.store.commit(upload, as: .sha256(of: [1]), by: claim) }
    fails.withLock { $0 = false }
    #expect(throws: StoreError.self) { try fixture.store.commit(upload, as: .sha256(of: [1]), by: claim) }
    #expect(try !fixture.store.has(.sha256(of: [1])))
  }
}
