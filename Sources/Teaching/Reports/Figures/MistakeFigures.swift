import Basics

/// What went wrong at a step in the same way for everyone who is listed.
package struct MistakeFigures: Sendable, Hashable {
  package let step: String
  /// The diagnosis, or the check where none named the cause.
  package let id: String
  /// What the lesson says about it, or what was found; absent when no verdict that was kept names it.
  package let sentence: Phrase?
  /// Places in the report of those who met it at any time, ascending.
  package let learners: [Int]
  /// How many of them still had it in the end.
  package let remaining: Int

  /// All of a class, the most frequent first, among equals in the lesson's order: the order of `ClassSummary`.
  package static func all(in report: ClassReport) -> [MistakeFigures] {
    var found: [Key: Finding] = [:]
    for (place, result) in report.results.enumerated() {
      for step in result.steps { collect(step, of: place, into: &found) }
    }
    let order = Dictionary(report.lesson.steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let figures = found.map { key, finding in
      MistakeFigures(
        step: key.step, id: key.id, sentence: finding.sentence, learners: finding.learners,
        remaining: finding.remaining)
    }
    return figures.sorted { left, right in
      if left.learners.count != right.learners.count { return left.learners.count > right.learners.count }
      let (first, second) = (order[left.step] ?? .max, order[right.step] ?? .max)
      return first == second
        ? (left.step, left.id) < (right.step, right.id) : first < second
    }
  }

  private struct Key: Hashable {
    let step: String
    let id: String
  }

  private struct Finding {
    var sentence: Phrase?
    var learners: [Int] = []
    var remaining = 0
  }

  private static func collect(_ step: StepResult, of learner: Int, into found: inout [Key: Finding]) {
    let texts = remaining(at: step)
    for id in Set(texts.keys).union(step.diagnoses) {
      let key = Key(step: step.id, id: id)
      var finding = found[key] ?? Finding()
      if finding.learners.last != learner { finding.learners.append(learner) }
      if texts[id] != nil { finding.remaining += 1 }
      if finding.sentence == nil { finding.sentence = texts[id] }
      found[key] = finding
    }
  }

  /// What is wrong in the end: diagnoses, or the failed checks where there never was one.
  private static func remaining(at step: StepResult) -> [String: Phrase] {
    let named = step.checks.compactMap { check in
      check.outcome == .passed ? nil : check.diagnosis.map { ($0, check.because ?? check.found) }
    }
    // What depended on a check that has a named cause is that same mistake.
    guard named.isEmpty, step.diagnoses.isEmpty else { return Dictionary(named) { first, _ in first } }
    let unnamed = step.checks.filter { $0.outcome == .failed && $0.because != nil }.map { ($0.id, $0.found) }
    return Dictionary(unnamed) { first, _ in first }
  }
}
