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
  /// Why no proof can be given: what the practice machines cannot bring about.
  package let unproved: Phrase?
  /// The earlier step to which the learner must return.
  package let cause: Step.ID?
  package let place: SourcePlace

  package init(
    id: ID, condition: Condition, say: Phrase, advice: [Phrase], proof: [Command] = [],
    unproved: Phrase? = nil,
    cause: Step.ID? = nil, place: SourcePlace
  ) {
    self.id = id
    self.condition = condition
    self.say = say
    self.advice = advice
    self.proof = proof
    self.unproved = unproved
    self.cause = cause
    self.place = place
  }
}

extension Diagnosis {
  /// Reads the diagnoses of one step.
  static func readAll(_ node: YAMLNode, _ reading: Reading) -> [Diagnosis] {
    let expected = Phrase(en: "a list of diagnoses (`- id: …`)", ja: "診断のリスト（`- id: …`）")
    guard case .list(let items) = node.content else {
      reading.reject(node, expecting: expected)
      return []
    }
    var ids = UniqueIDs()
    return items.compactMap { item in
      guard let fields = Fields(item, reading, expecting: expected) else { return nil }
      return read(fields, id: ids.read(fields))
    }
  }

  private static func read(_ fields: Fields, id: String?) -> Diagnosis? {
    let condition: WholeCondition? = fields.required("when")
    let say: Phrase? = fields.required("say")
    if fields.node("try") == nil { let _: Phrase? = fields.required("try") }
    let (advice, proof): ([Phrase], [Command]) = (fields.list("try"), fields.list("proof"))
    let unproved: Phrase? = fields["unproved"]
    if unproved != nil, !proof.isEmpty {
      fields.reading.report(
        Phrase(en: "`proof` and `unproved` contradict each other.", ja: "`proof` と `unproved` は同時に書けません。"),
        at: fields.place(of: "unproved"),
        instead: Phrase(en: "Keep one of them.", ja: "どちらか一方だけを残してください。"))
    }
    let cause = fields.earlierStep("cause")
    fields.finish()
    guard let id, let condition, let say, !advice.isEmpty else { return nil }
    return Diagnosis(
      id: ID(id), condition: condition.value, say: say, advice: advice, proof: proof, unproved: unproved,
      cause: cause, place: fields.place)
  }
}

/// A condition that is the value of a key.
private struct WholeCondition: YAMLReadable {
  static var expected: Phrase { Condition.expected }
  let value: Condition

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let value = Condition.read(node, reading) else { return nil }
    self.value = value
  }
}
