import Basics

/// A likely cause of a failed step, and what to try.
package struct Diagnosis: Sendable, Hashable, Identifiable {
  package typealias ID = Identifier<Diagnosis>

  /// Unique within its step.
  package let id: ID
  package let condition: Condition
  /// What is so now and why it does not do.
  package let say: Phrase
  /// What to do next, from the gentlest to the plainest; never empty.
  package let advice: [Phrase]
  /// Commands that, typed where the step starts, must make this diagnosis fire.
  package let proof: [Command]
  /// The earlier step to which the learner must return.
  package let cause: Step.ID?
  package let place: SourcePlace

  package init(
    id: ID, condition: Condition, say: Phrase, advice: [Phrase], proof: [Command] = [], cause: Step.ID? = nil,
    place: SourcePlace
  ) {
    self.id = id
    self.condition = condition
    self.say = say
    self.advice = advice
    self.proof = proof
    self.cause = cause
    self.place = place
  }
}
