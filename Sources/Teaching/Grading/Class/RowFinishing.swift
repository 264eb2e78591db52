import Basics
import Lessons
import Reports
import Submissions

/// Adds to a result what follows from the roster, the overlay and the submission's own date.
package struct RowFinishing: Sendable {
  let possible: Double
  let overlay: GradeOverlay?
  let now: @Sendable () -> Timestamp

  package init(possible: Double, overlay: GradeOverlay?, now: @escaping @Sendable () -> Timestamp) {
    self.possible = possible
    self.overlay = overlay
    self.now = now
  }

  /// The row of a learner as it will be reported; `started` is when grading it began, in milliseconds since 1970.
  package func finished(_ result: LearnerResult, of row: ClassRows.Row, started: Int64) -> LearnerResult {
    var result = result
    result.learner = row.learner
    result.possible = possible
    result.name = row.roster?.name ?? row.submission?.name
    result.identities = (row.submission?.identities ?? [:]).merging(row.roster?.identities ?? [:]) { $1 }
    result.language = row.roster?.language ?? result.language
    result.submission = row.submission?.path
    if row.possible.count > 1 { result.notes.append(Self.ambiguous(row.possible)) }
    let submitted = result.times?.submitted ?? row.submission?.modified
    result.times = ResultTimes(submitted: submitted, graded: started, took: now().milliseconds - started)
    if result.status == .graded { override(&result) }
    if let rule = overlay?.lateRule, let submitted {
      let (seconds, penalty) = rule.penalty(submitted: submitted, possible: possible)
      result.lateness = Lateness(seconds: seconds, penalty: penalty)
    }
    return result
  }

  private func override(_ result: inout LearnerResult) {
    let overrides = overlay?.overrides(for: result.learner) ?? []
    for override in overrides {
      guard let step = override.step, let index = result.steps.firstIndex(where: { $0.id == step.text })
      else {
        continue
      }
      result.steps[index].override = StepResult.Override(points: override.points, reason: override.reason)
      result.points += override.points - result.steps[index].earned
    }
    guard let whole = overrides.last(where: { $0.step == nil }) else { return }
    result.points = whole.points
    result.notes.append(
      Phrase(
        en: "The instructor set the points of the whole lesson: \(whole.reason)",
        ja: "レッスン全体の点数は講師が決めました: \(whole.reason)"))
  }

  private static func ambiguous(_ learners: [String]) -> Phrase {
    Phrase(
      en: "It could be \(learners.joined(separator: "'s or "))'s, so it was given to nobody.",
      ja: "\(learners.joined(separator: "、")) のどの人のものか決められないため、誰のものともしていません。")
  }
}
