import Basics
import Lessons
import Practice
import Reports
import Submissions

extension LearnerResult {
  /// Adds what only a sitting's own record tells: what it claims, when it was handed in, how long each step took.
  mutating func take(_ bundle: Bundle, _ outcome: Workshop.Outcome, _ lesson: Lesson) {
    language = Language(rawValue: bundle.manifest.environment.language)
    times = ResultTimes(submitted: bundle.manifest.created, graded: 0, took: 0)
    integrity = Self.integrity(bundle, outcome, lesson)
    let seconds = StepTimes(JournalContents(reading: bundle.journal).entries, in: lesson)
    for index in steps.indices { steps[index].seconds = seconds.of(Step.ID(steps[index].id)) }
  }

  private static func integrity(_ bundle: Bundle, _ outcome: Workshop.Outcome, _ lesson: Lesson) -> Integrity
  {
    guard bundle.manifest.lessonDigest == lesson.judgingDigest else { return Integrity(.otherLesson) }
    let claimed = Set(bundle.verdicts.filter(\.isPassed).map { Step.ID($0.step) }).union(
      outcome.claimed ?? [])
    let differences = lesson.steps.compactMap { step -> Integrity.Difference? in
      let (said, seen) = (claimed.contains(step.id), outcome.passedInOrder.contains(step.id))
      guard said != seen else { return nil }
      return Integrity.Difference(
        step: step.id.text, claimed: said ? "passed" : "not passed",
        recomputed: seen ? "passed" : "not passed")
    }
    return Integrity(differences.isEmpty ? .matches : .differs, differences: differences)
  }
}

extension Lesson {
  /// The digest of what judges this lesson.
  package var judgingDigest: String { LessonDigest.of(sources.map { ($0.path, $0.text) }) }
}

/// How long a learner was at each step, as their journal tells; the time between two sittings counts for none.
private struct StepTimes {
  private var milliseconds: [Step.ID: Int64] = [:]

  init(_ entries: [JournalEntry], in lesson: Lesson) {
    var progress = Progress()
    var last: Int64?
    for entry in entries {
      if case .sittingStarted = entry.event { last = nil }
      if let last, let step = progress.currentStep(in: lesson)?.id {
        milliseconds[step, default: 0] += max(0, entry.time - last)
      }
      last = entry.time
      if case .sittingEnded = entry.event { last = nil }
      progress.apply(entry.event)
    }
  }

  func of(_ step: Step.ID) -> Double? { milliseconds[step].map { Double($0) / 1000 } }
}
