import Checks
import Lessons
import Practice

extension Assessor {
  /// Judges a step without waiting; a sitting that only looks ahead needs no causes.
  func assessOrGlance(
    at step: Step, _ world: any World, _ journal: any JournalReading, isGlance: Bool
  ) async -> StepAssessment {
    if isGlance, let seen = await glance(at: [step], world: world, journal: journal).first { return seen }
    return await assess(
      step, world: world, journal: journal, latched: Set(journal.passes.map(\.step)), patience: .zero)
  }
}
