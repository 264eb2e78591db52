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
  /// How long the condition may take to become true; absent means it must be true at once.
  package let within: Duration?
  /// What is checked, for people; absent means it is worded from the condition.
  package let label: Phrase?
  package let place: SourcePlace

  package init(
    id: ID, condition: Condition, needs: [ID] = [], points: Int = 1, isHidden: Bool = false,
    within: Duration? = nil, label: Phrase? = nil, place: SourcePlace
  ) {
    self.id = id
    self.condition = condition
    self.needs = needs
    self.points = points
    self.isHidden = isHidden
    self.within = within
    self.label = label
    self.place = place
  }
}
