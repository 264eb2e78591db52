import Lessons

/// What was found out about one step: a verdict for each of its checks.
package struct StepAssessment: Sendable, Hashable, Codable {
  package let step: Step.ID
  /// In the order of the checks file.
  package let verdicts: [Verdict]
  /// What the step is worth.
  package let points: Int

  package init(step: Step.ID, verdicts: [Verdict], points: Int) {
    self.step = step
    self.verdicts = verdicts
    self.points = points
  }

  /// Failed as soon as one check failed, else undetermined as soon as one could not be checked.
  ///
  /// A step without checks is undetermined: there the learner's word is all there is.
  package var outcome: Outcome {
    if verdicts.contains(where: { $0.outcome == .failed }) { return .failed }
    return !verdicts.isEmpty && verdicts.allSatisfy { $0.outcome == .passed } ? .passed : .undetermined
  }

  /// The verdict to tell the learner about: the first failed one, else the first undetermined one.
  package var leading: Verdict? {
    let speaking = verdicts.filter { $0.waitsFor == nil }
    return speaking.first { $0.outcome == .failed } ?? speaking.first { $0.outcome == .undetermined }
  }

  /// Whether a diagnosis names the cause, so that it is worth telling without being asked.
  package var isDiagnosed: Bool { leading?.cause?.diagnosis != nil }

  /// The points of the checks that passed, in proportion to their shares.
  package var earned: Double { value(of: .passed) }

  /// The points that could not be judged; they are neither earned nor lost.
  package var open: Double { value(of: .undetermined) }

  private func value(of outcome: Outcome) -> Double {
    let whole = verdicts.reduce(0) { $0 + $1.share }
    guard whole > 0 else { return 0 }
    let part = verdicts.reduce(0) { $0 + ($1.outcome == outcome ? $1.share : 0) }
    return Double(points) * Double(part) / Double(whole)
  }
}
