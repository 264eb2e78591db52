import Basics
import DockerAPI
import OCI
import Synchronization
import TestSupport

@testable import Engine

/// A store in a folder of its own, filled with bundled images.
struct ImageStoreFixture {
  let folder: String
  let store: ImageStore
  let events: EventRecorder

  static let bundleFolder = BundledImagesTests.folder

  /// Runs a body with a store that holds some bundled images, then removes its folder.
  static func with(_ images: [String] = [], _ body: (Self) async throws -> Void) async throws {
    let scratch = try ScratchFolder()
    let fixture = try Self(folder: scratch.path)
    try await fixture.store.preload(images, from: BundledImages(folder: bundleFolder))
    try await body(fixture)
    withExtendedLifetime(scratch) {}
  }

  /// Opens the store of a folder, as a machine does when it starts again.
  init(folder: String) throws {
    let events = EventRecorder()
    self.folder = folder
    self.events = events
    store = try ImageStore(folder: folder, now: { Timestamp(seconds: 1_795_450_972) }) { events.record($0) }
  }

  /// What happens to go wrong, in Docker's words.
  static func fault(_ body: () async throws -> Void) async -> EngineFault? {
    do {
      try await body()
      return nil
    } catch {
      return error as? EngineFault
    }
  }
}

/// Keeps the events it is told.
final class EventRecorder: Sendable {
  private let events = Mutex<[ImageEvent]>([])

  func record(_ event: ImageEvent) { events.withLock { $0.append(event) } }

  var all: [ImageEvent] { events.withLock { $0 } }
  var actions: [String] { all.map(\.action) }
}
