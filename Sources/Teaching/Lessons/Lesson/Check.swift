import Basics

/// One thing that must be so for a step to pass.
package struct Check: Sendable, Hashable, Identifiable {
  package typealias ID = Identifier<Check>

  /// Unique within its step.
  package let id: ID
  package let condition: Condition
  /// Checks of the same step that must pass before this one says anything.
  package let needs: [ID]
  /// The share of the step's points; all checks of a step count alike unless they say.
  package let points: Int
  /// Whether learners are not told about it before it fails.
  package let isHidden: Bool
  /// Whether dojo guessed it from the chapter's commands and nobody has looked at it yet.
  package let isInferred: Bool
  /// How long the condition may take to become true; absent means it must be true at once.
  package let within: Duration?
  /// What is checked, for people; absent means it is worded from the condition.
  package let label: Phrase?
  package let place: SourcePlace

  package init(
    id: ID, condition: Condition, needs: [ID] = [], points: Int = 1, isHidden: Bool = false,
    isInferred: Bool = false, within: Duration? = nil, label: Phrase? = nil, place: SourcePlace
  ) {
    self.id = id
    self.condition = condition
    self.needs = needs
    self.points = points
    self.isHidden = isHidden
    self.isInferred = isInferred
    self.within = within
    self.label = label
    self.place = place
  }
}

extension Check {
  /// Reads the checks of one step; an id may be needed only by checks below it, so that nothing goes round in circles.
  ///
  /// `existing` are checks that the step has from elsewhere: their ids are taken, and may be needed.
  static func readAll(_ node: YAMLNode, _ reading: Reading, below existing: [Check] = []) -> [Check] {
    guard case .list(let items) = node.content else {
      reading.reject(node, expecting: Phrase(en: "a list of checks (`- id: …`)", ja: "チェックのリスト（`- id: …`）"))
      return []
    }
    var checks: [Check] = []
    var ids = UniqueIDs(taken: existing.map { ($0.id.text, $0.place) })
    for item in items {
      guard let fields = Fields(item, reading, expecting: expected) else { continue }
      let id = ids.read(fields)
      let needs = readNeeds(fields, known: (existing + checks).map(\.id.text))
      let points: Int = fields["points"] ?? 1
      let (isHidden, isInferred): (Bool, Bool) = (fields["hidden"] ?? false, fields["inferred"] ?? false)
      let (within, label): (Duration?, Phrase?) = (fields["within"], fields["label"])
      let condition = Condition.read(fields)
      fields.finish()
      guard let id, let condition else { continue }
      checks.append(
        Check(
          id: ID(id), condition: condition, needs: needs, points: points, isHidden: isHidden,
          isInferred: isInferred, within: within, label: label, place: item.place))
    }
    return checks
  }

  private static var expected: Phrase {
    Phrase(en: "a check such as `{id: …, container: {…}}`", ja: "`{id: …, container: {…}}` のようなチェック")
  }

  private static func readNeeds(_ fields: Fields, known: [String]) -> [ID] {
    guard let node = fields.node("needs") else { return [] }
    return node.oneOrMany.compactMap { item in
      guard let name = String(item, fields.reading) else { return nil }
      if known.contains(name) { return ID(name) }
      fields.reading.rejectName(
        name, at: item.place, kind: Phrase(en: "check above this one called", ja: "これより上に、チェック"), known: known
      )
      return nil
    }
  }
}
