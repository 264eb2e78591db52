import Basics
import Checks
import Lessons

/// What a sitting is made from.
package struct SittingSetup: Sendable {
  /// Judges one step; the deadline bounds how long it may wait for a check that takes time.
  package typealias Judge =
    @Sendable (
      _ step: Step, _ lesson: Lesson, _ world: any World, _ journal: any JournalReading, _ patience: Duration
    ) async -> StepAssessment

  /// Opens the machines: their state lives below the first folder, their sockets go into the second.
  package typealias OpenMachines =
    @Sendable (
      _ lesson: Lesson, _ stateFolder: String, _ socketFolder: String
    ) async throws -> any SittingMachines

  package let lesson: Lesson
  package let folder: LessonFolder
  /// The path of the `dojo` that links are to point to.
  package let program: String
  package let language: Language
  /// The environment in which `dojo` was called.
  package let environment: [String: String]
  package let openMachines: OpenMachines
  package let judge: Judge
  /// Milliseconds since 1970.
  package let now: @Sendable () -> Int64

  package init(
    lesson: Lesson, folder: LessonFolder, program: String, language: Language, environment: [String: String],
    openMachines: @escaping OpenMachines, judge: @escaping Judge, now: @escaping @Sendable () -> Int64
  ) {
    self.lesson = lesson
    self.folder = folder
    self.program = program
    self.language = language
    self.environment = environment
    self.openMachines = openMachines
    self.judge = judge
    self.now = now
  }
}
