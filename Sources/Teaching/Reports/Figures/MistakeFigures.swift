import Basics

/// A cause that was named at a step, and who met it.
package struct MistakeFigures: Sendable, Hashable {
  package let step: String
  package let diagnosis: String
  /// What the lesson says about it; absent when no verdict that was kept names it.
  package let sentence: Phrase?
  /// Places in the report of those who met it at any time, ascending.
  package let learners: [Int]
  /// How many of them still had it in the end.
  package let remaining: Int

  /// All of a class, the most frequent first; among equals those that remained, then the lesson's order.
  package static func all(in report: ClassReport) -> [MistakeFigures] {
    var found: [Key: Finding] = [:]
    for (place, result) in report.results.enumerated() {
      for step in result.steps { collect(step, of: place, into: &found) }
    }
    let order = Dictionary(report.lesson.steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let figures = found.map { key, finding in
      MistakeFigures(
        step: key.step, diagnosis: key.diagnosis, sentence: finding.sentence, learners: finding.learners,
        remaining: finding.remaining)
    }
    return figures.sorted { left, right in
      if left.learners.count != right.learners.count { return left.learners.count > right.learners.count }
      if left.remaining != right.remaining { return left.remaining > right.remaining }
      let (first, second) = (order[left.step] ?? .max, order[right.step] ?? .max)
      return first == second
        ? (left.step, left.diagnosis) < (right.step, right.diagnosis) : first < second
    }
  }

  private struct Key: Hashable {
    let step: String
    let diagnosis: String
  }

  private struct Finding {
    var sentence: Phrase?
    var learners: [Int] = []
    var remaining = 0
  }

  private static func collect(_ step: StepResult, of learner: Int, into found: inout [Key: Finding]) {
    let final = step.checks.filter { $0.outcome != .passed && $0.diagnosis != nil }
    let remaining = Set(final.compactMap(\.diagnosis))
    for diagnosis in remaining.union(step.diagnoses) {
      let key = Key(step: step.id, diagnosis: diagnosis)
      var finding = found[key] ?? Finding()
      if finding.learners.last != learner { finding.learners.append(learner) }
      if remaining.contains(diagnosis) { finding.remaining += 1 }
      if finding.sentence == nil { finding.sentence = final.first { $0.diagnosis == diagnosis }?.because }
      found[key] = finding
    }
  }
}
