import Basics

/// What learners may read of their own results: everything but what is hidden, and nothing of anybody else.
package struct LearnerView: Sendable {
  package struct Step: Sendable {
    package let step: GradedStep
    package let result: StepResult
    /// The checks that are not hidden, in the order of the checks file.
    package let checks: [Check]
    /// Whether points of this step hang on checks that learners never read about.
    package let hasHiddenChecks: Bool

    /// What the visible checks come to; that of the step when it has none.
    package var outcome: StepResult.Outcome {
      let outcomes = checks.map(\.result.outcome)
      if outcomes.isEmpty { return result.outcome }
      if outcomes.contains(.failed) { return .failed }
      return outcomes.contains(.undetermined) ? .undetermined : .passed
    }
  }

  package struct Check: Sendable {
    package let check: GradedCheck
    package let result: CheckResult

    /// The points it earned, before the step's hints are paid for.
    package var earned: Double { result.outcome == .passed ? check.points : 0 }
  }

  package let result: LearnerResult
  package let steps: [Step]

  package init(_ result: LearnerResult, of lesson: GradedLesson) {
    self.result = result
    steps = result.steps.compactMap { stepResult in
      lesson.step(stepResult.id).map { Step($0, stepResult) }
    }
  }
}

extension LearnerView.Step {
  /// A check that the lesson does not know counts as hidden: nobody said that it may be shown.
  fileprivate init(_ step: GradedStep, _ result: StepResult) {
    self.step = step
    self.result = result
    checks = result.checks.compactMap { found in
      step.checks.first { $0.id == found.id && !$0.isHidden }
        .map { LearnerView.Check(check: $0, result: found) }
    }
    hasHiddenChecks = checks.count < result.checks.count
  }
}

extension GradedLesson {
  /// The step with this id.
  package func step(_ id: String) -> GradedStep? { steps.first { $0.id == id } }
}

extension StepResult {
  /// The points of the step that count: the instructor's own word, else what was earned.
  package var counted: Double { override?.points ?? earned }
}

extension LearnerResult {
  package func step(_ id: String) -> StepResult? { steps.first { $0.id == id } }

  /// What people call the learner; the key where nobody said.
  package var displayName: String {
    guard let name, name.contains(where: { !$0.isWhitespace }) else { return learner }
    return name
  }
}
