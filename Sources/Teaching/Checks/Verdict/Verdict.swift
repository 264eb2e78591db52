import Basics
import Lessons

/// What was found out about one check.
package struct Verdict: Sendable, Hashable, Codable {
  package let check: Check.ID
  package let outcome: Outcome
  /// What the step wants, as one sentence.
  package let expected: Phrase
  /// What is so now, as one sentence; for an undetermined check, what stood in the way of looking.
  package let found: Phrase
  /// The check that has to pass first; such a verdict says nothing of its own and is not shown.
  package let waitsFor: Check.ID?
  /// The likely cause; only on the verdict that leads its step.
  package var cause: Cause?
  /// What the verdict rests on.
  package let evidence: Evidence
  /// Its share of the step's points.
  package let share: Int

  package init(
    check: Check.ID, outcome: Outcome, expected: Phrase, found: Phrase,
    waitsFor: Check.ID? = nil, cause: Cause? = nil, evidence: Evidence = Evidence(), share: Int = 1
  ) {
    self.check = check
    self.outcome = outcome
    self.expected = expected
    self.found = found
    self.waitsFor = waitsFor
    self.cause = cause
    self.evidence = evidence
    self.share = share
  }
}

/// Why a check failed, as far as one can tell, and what to do next.
package struct Cause: Sendable, Hashable, Codable {
  /// The diagnosis that holds; absent when the sentences come from the check's own mismatch.
  package let diagnosis: Diagnosis.ID?
  package let because: Phrase
  /// What to try, from the gentlest to the plainest; never empty.
  package let advice: [Phrase]
  /// The earlier step in which the cause lies.
  package let returnTo: Step.ID?

  package init(
    diagnosis: Diagnosis.ID? = nil, because: Phrase, advice: [Phrase], returnTo: Step.ID? = nil
  ) {
    self.diagnosis = diagnosis
    self.because = because
    self.advice = advice
    self.returnTo = returnTo
  }

  /// The advice due after it was given this often: the plainest one again when there is no plainer.
  package func advice(at rung: Int) -> Phrase {
    let last = advice.count - 1
    return last < 0 ? because : advice[min(max(rung, 0), last)]
  }
}
