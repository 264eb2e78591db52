import Basics

/// What came out for one step of one learner.
package struct StepResult: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    case passed
    case failed
    /// It could not be checked, which is not the learner's mistake and costs nothing.
    case undetermined
  }

  package var id: String
  package var outcome: Outcome
  /// Earned by the checks that passed, less `cost`.
  package var earned: Double
  package var possible: Double
  /// Points that could not be judged.
  package var open: Double
  /// What shown hints and the shown solution took off.
  package var cost: Double
  package var hints: Int
  package var isSolutionShown: Bool
  /// The instructor's own word about the step, which stands in the place of what was computed.
  package var override: Override?
  /// The number of the command after which the step passed, counted from 1.
  package var command: Int?
  /// How long the learner was at the step, as their own journal tells; absent without a journal.
  package var seconds: Double?
  /// The diagnoses that held after some command while the step was the current one, each once.
  package var diagnoses: [String]
  /// In the order of the checks file.
  package var checks: [CheckResult]

  package struct Override: Sendable, Hashable, Codable {
    package var points: Double
    package var reason: String?

    package init(points: Double, reason: String? = nil) {
      self.points = points
      self.reason = reason
    }
  }

  package init(id: String, outcome: Outcome, earned: Double, possible: Double, checks: [CheckResult] = []) {
    self.id = id
    self.outcome = outcome
    self.earned = earned
    self.possible = possible
    self.checks = checks
    open = 0
    cost = 0
    hints = 0
    isSolutionShown = false
    diagnoses = []
  }
}

/// What came out for one check.
package struct CheckResult: Sendable, Hashable, Codable {
  package var id: String
  package var outcome: StepResult.Outcome
  package var expected: Phrase
  package var found: Phrase
  /// The likely cause; on the verdict that leads its step.
  package var because: Phrase?
  /// What to try next.
  package var advice: Phrase?
  /// The diagnosis that named the cause.
  package var diagnosis: String?
  /// What the verdict rests on, a line for each thing seen.
  package var evidence: [String]

  package init(
    id: String, outcome: StepResult.Outcome, expected: Phrase, found: Phrase, because: Phrase? = nil,
    advice: Phrase? = nil, diagnosis: String? = nil, evidence: [String] = []
  ) {
    self.id = id
    self.outcome = outcome
    self.expected = expected
    self.found = found
    self.because = because
    self.advice = advice
    self.diagnosis = diagnosis
    self.evidence = evidence
  }
}

/// A command of the submission, as it went when it was run again.
package struct CommandResult: Sendable, Hashable, Codable {
  /// How its output compares with the one that was handed in.
  package enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
    case same
    case differs
    /// Nothing was handed in to compare with.
    case none
  }

  /// The command as it was typed, possibly over several lines.
  package var text: String
  package var machine: String
  /// The step that was the current one when it began.
  package var step: String?
  package var exit: Int
  /// The beginning of what it printed.
  package var output: String
  package var comparison: Comparison
  /// The line of the submission on which it stands, counted from 1.
  package var line: Int?

  package init(
    text: String, machine: String, step: String? = nil, exit: Int, output: String,
    comparison: Comparison = .none, line: Int? = nil
  ) {
    self.text = text
    self.machine = machine
    self.step = step
    self.exit = exit
    self.output = output
    self.comparison = comparison
    self.line = line
  }
}
