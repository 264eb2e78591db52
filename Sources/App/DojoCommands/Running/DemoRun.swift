import Basics
import Lessons
import Practice

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A throw-away sitting that plays the lesson's own solutions; the learner's progress is never touched.
struct DemoRun {
  let printer: EventPrinter
  /// Makes the setup of a sitting in a folder.
  let setup: (LessonFolder) throws -> SittingSetup

  /// Makes things ready for a sitting in a folder.
  let prepare: (LessonFolder) async throws -> Void

  init(
    printer: EventPrinter, prepare: @escaping (LessonFolder) async throws -> Void = { _ in },
    setup: @escaping (LessonFolder) throws -> SittingSetup
  ) {
    self.printer = printer
    self.prepare = prepare
    self.setup = setup
  }

  /// Plays the whole lesson; the result is where that led.
  func run() async throws -> SittingStatus {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dojo-demo-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await prepare(LessonFolder(path: folder))
    let setup = try setup(LessonFolder(path: folder))
    let (sitting, events) = try await Sitting.open(setup)
    printer.show(events)
    let result = await Result.of {
      let play = { @Sendable [printer, environment = setup.environment] in
        try await Demonstration(of: sitting, environment: environment).run { printer.show($0) }
      }
      // What is left on an engine of the learner's would stay there, so Ctrl-C ends the play and not dojo.
      return sitting.machines.keepsSteps ? try await play() : try await Interruption.ending(play)
    }
    do {
      try await sitting.machines.clear()
    } catch {
      await sitting.close()
      throw error
    }
    await sitting.close()
    return try result.get()
  }
}

extension Result where Failure == any Error {
  /// What `body` returns or throws.
  fileprivate static func of(_ body: () async throws -> Success) async -> Self {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}
