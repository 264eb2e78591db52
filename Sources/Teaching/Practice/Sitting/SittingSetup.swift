import Basics
import Checks
import Lessons

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a sitting is made from.
package struct SittingSetup: Sendable {
  /// Judges one step as it is now; checks wait no longer than `patience`, or as long as the author said.
  package typealias Judge =
    @Sendable (
      _ step: Step, _ world: any World, _ journal: Progress, _ patience: Duration?
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
  /// The environment in which `dojo` was called, and the sitting's language, which its commands are to speak too.
  package let environment: [String: String]
  package let openMachines: OpenMachines
  /// How steps are judged; the lesson's own checks unless a test says otherwise.
  package let judge: Judge
  /// The process that others are to know the sitting by.
  package var process = getpid()
  /// Milliseconds since 1970.
  package let now: @Sendable () -> Int64

  package init(
    lesson: Lesson, folder: LessonFolder, program: String, language: Language, environment: [String: String],
    openMachines: @escaping OpenMachines, judge: Judge? = nil, now: @escaping @Sendable () -> Int64
  ) {
    self.lesson = lesson
    self.folder = folder
    self.program = program
    self.language = language
    self.environment = environment.merging([Language.variable: language.rawValue]) { _, ours in ours }
    self.openMachines = openMachines
    self.judge =
      judge
      ?? { step, world, journal, patience in
        await Assessor(lesson: lesson).assess(
          step, world: world, journal: journal, latched: Set(journal.passes.map(\.step)), patience: patience)
      }
    self.now = now
  }
}
