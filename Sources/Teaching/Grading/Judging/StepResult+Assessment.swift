import Basics
import Checks
import Lessons
import Practice
import Reports

extension StepResult {
  /// What an assessment means for a learner's row.
  init(_ assessment: StepAssessment, of step: Step, _ record: AssessmentLog.Record, _ progress: Progress) {
    self.init(
      id: step.id.text, outcome: Outcome(assessment.outcome), earned: assessment.earned,
      possible: Double(step.points), checks: assessment.verdicts.map(CheckResult.init))
    open = assessment.open
    hints = progress.hintsShown[step.id, default: 0]
    isSolutionShown = progress.solutionsShown.contains(step.id)
    diagnoses = record.diagnoses.map(\.text)
  }
}

extension StepResult.Outcome {
  init(_ outcome: Checks.Outcome) {
    switch outcome {
    case .passed: self = .passed
    case .failed: self = .failed
    case .undetermined: self = .undetermined
    }
  }
}

extension CheckResult {
  init(_ verdict: Verdict) {
    self.init(
      id: verdict.check.text, outcome: StepResult.Outcome(verdict.outcome), expected: verdict.expected,
      found: verdict.found, because: verdict.cause?.because, advice: verdict.cause?.advice(at: 0),
      diagnosis: verdict.cause?.diagnosis?.text, evidence: verdict.evidence.lines)
  }
}

extension Evidence {
  /// One line for each thing that was seen.
  var lines: [String] {
    let containers = (containers ?? []).map { container in
      let ports = (container.ports ?? []).map(\.description).joined(separator: " ")
      return
        "container \(container.name) of \(container.image) on \(container.machine): \(container.state) \(ports)"
        .trimmingEnd
    }
    let images = (images ?? []).map { "image \($0.reference ?? "without a name") \($0.id) on \($0.machine)" }
    let registry = (registry ?? []).map { sighting in
      "registry \(sighting.at): \(sighting.repository)\(sighting.tag.map { ":\($0)" } ?? "") \(sighting.digest ?? "")"
        .trimmingEnd
    }
    let answers = (answers ?? []).map { answer in
      "\(answer.url) from \(answer.machine): \(answer.status.map { "\($0)" } ?? "no answer") \(answer.text.firstLine)"
        .trimmingEnd
    }
    let files = (files ?? []).map { "file \($0.path) on \($0.machine): \($0.text?.firstLine ?? "missing")" }
    let commands = (commands ?? []).map { "command \($0)" }
    return containers + images + registry + answers + files + commands
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  fileprivate var firstLine: String {
    String((split(whereSeparator: \.isNewline).first ?? "").prefix(120))
  }
}
