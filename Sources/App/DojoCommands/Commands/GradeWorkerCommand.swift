import ArgumentParser
import Basics
import Grading

/// The process that grades submissions on behalf of `dojo grade`; nobody types it.
struct GradeWorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "grade-worker", shouldDisplay: false)

  @Argument var folder: String

  func run() async throws {
    try await GradingWorker(folder: folder).run()
  }
}
