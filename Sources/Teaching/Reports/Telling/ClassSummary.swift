import Basics

/// What a class comes to, in figures.
package struct ClassSummary: Sendable, Hashable {
  /// How one step went for those who have a grade.
  package struct StepRate: Sendable, Hashable {
    package let step: GradedStep
    package let passed: Int
    package let failed: Int
    package let undetermined: Int

    /// The share of those judged who passed, 0 to 1; 1 when nobody was judged.
    package var rate: Double {
      let judged = passed + failed
      return judged > 0 ? Double(passed) / Double(judged) : 1
    }
  }

  /// Something that went wrong for several learners in the same way.
  package struct Mistake: Sendable, Hashable {
    package let step: GradedStep
    /// The diagnosis, or the check where no diagnosis named the cause.
    package let id: String
    package let text: Phrase
    /// How many learners.
    package let count: Int
  }

  /// How many rows there are of each status; statuses without any are left out.
  package let counts: [LearnerResult.Status: Int]
  package let learners: Int
  package let possible: Double
  /// Points of those who have a grade, from the lowest; before penalties for being late, as in every table.
  package let points: [Double]
  /// In the order of the lesson.
  package let steps: [StepRate]
  /// The most frequent first.
  package let mistakes: [Mistake]
  /// The learners whose submission claims other verdicts than those that came out.
  package let integrityDifferences: [String]
  /// How many were late.
  package let late: Int
  /// How many have points that could not be judged.
  package let open: Int

  /// Adds up a report; without hidden checks nothing is said about them, for pages that learners can open.
  package init(_ report: ClassReport, includingHidden: Bool = true) {
    let results = report.results
    let graded = results.filter { $0.status == .graded }
    counts = Dictionary(results.map { ($0.status, 1) }, uniquingKeysWith: +)
    learners = results.count
    possible = report.lesson.points
    points = graded.map(\.points).sorted()
    let outcomes = graded.map { $0.outcomes(in: report.lesson, includingHidden: includingHidden) }
    steps = report.lesson.steps.map { step in StepRate(step, outcomes.compactMap { $0[step.id] }) }
    mistakes = Self.mistakes(in: graded, of: report.lesson, includingHidden: includingHidden)
    integrityDifferences = results.filter { $0.integrity.state == .differs }.map(\.learner)
    late = results.count { ($0.lateness?.seconds ?? 0) > 0 }
    open = graded.count { $0.open > 0 }
  }

  package var graded: Int { points.count }

  /// `nil` when nobody has a grade, as are those below.
  package var mean: Double? { points.isEmpty ? nil : points.reduce(0, +) / Double(points.count) }
  package var median: Double? { Quartiles(points)?.median }
  package var lowest: Double? { points.first }
  package var highest: Double? { points.last }

  /// The step that fewest passed, the first of equals; `nil` when everybody passed everything.
  package var hardest: StepRate? {
    steps.filter { $0.failed > 0 }.reduce(nil) { hardest, next in
      guard let hardest else { return next }
      return next.rate < hardest.rate ? next : hardest
    }
  }

  package var mostFrequentMistake: Mistake? { mistakes.first }
}

extension LearnerResult {
  /// How each step went, by its id; for learners' eyes as far as they can see.
  fileprivate func outcomes(
    in lesson: GradedLesson, includingHidden: Bool
  ) -> [String: StepResult.Outcome] {
    let outcomes =
      includingHidden
      ? steps.map { ($0.id, $0.outcome) }
      : LearnerView(self, of: lesson).steps.map { ($0.step.id, $0.outcome) }
    return Dictionary(outcomes) { first, _ in first }
  }
}

extension ClassSummary.StepRate {
  fileprivate init(_ step: GradedStep, _ outcomes: [StepResult.Outcome]) {
    self.step = step
    passed = outcomes.count { $0 == .passed }
    failed = outcomes.count { $0 == .failed }
    undetermined = outcomes.count { $0 == .undetermined }
  }
}

extension ClassSummary {
  private struct Key: Hashable {
    let step: String
    let id: String
  }

  private static func mistakes(
    in graded: [LearnerResult], of lesson: GradedLesson, includingHidden: Bool
  ) -> [Mistake] {
    var counts: [Key: Int] = [:]
    var texts: [Key: Phrase] = [:]
    for result in graded {
      var mine: Set<Key> = []
      for stepResult in result.steps {
        guard let step = lesson.step(stepResult.id) else { continue }
        for (id, text) in found(stepResult, of: step, includingHidden) {
          let key = Key(step: step.id, id: id)
          mine.insert(key)
          if let text, texts[key] == nil { texts[key] = text }
        }
      }
      for key in mine { counts[key, default: 0] += 1 }
    }
    return lesson.steps.flatMap { step in
      counts.filter { $0.key.step == step.id }.compactMap { key, count in
        // Without a text nothing visible ever explained it.
        texts[key].map { Mistake(step: step, id: key.id, text: $0, count: count) }
      }
    }.sorted { ($1.count, $0.step.number, $0.id) < ($0.count, $1.step.number, $1.id) }
  }

  /// The diagnoses of a step with their words, and the checks that failed without one.
  private static func found(
    _ result: StepResult, of step: GradedStep, _ includingHidden: Bool
  ) -> [(String, Phrase?)] {
    let checks = result.checks.filter { check in
      includingHidden || step.checks.contains { $0.id == check.id && !$0.isHidden }
    }
    let named: [(String, Phrase?)] = checks.compactMap { check in
      guard check.outcome != .passed else { return nil }
      return check.diagnosis.map { ($0, check.because ?? check.found) }
    }
    // Where no cause was looked for, the learner had not come so far: that is no mistake.
    let unnamed: [(String, Phrase?)] = checks.filter { check in
      check.outcome == .failed && check.diagnosis == nil && check.because != nil
    }.map { ($0.id, $0.found) }
    let earlier: [(String, Phrase?)] = result.diagnoses.map { ($0, nil) }
    // What depended on a check that has a named cause is that same mistake.
    return named + earlier + (named.isEmpty && earlier.isEmpty ? unnamed : [])
  }
}
