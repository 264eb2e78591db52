import Basics

/// What help takes off a step's points when the step is graded; a sitting shows points without it.
package struct Costs: Sendable, Hashable {
  /// The share of the step's points that each rung of hints takes off once it has been shown.
  package let hint: Percentage
  /// The share of the step's points that the solution takes off once it has been shown.
  package let solution: Percentage

  package init(hint: Percentage = Percentage(0), solution: Percentage = Percentage(0)) {
    self.hint = hint
    self.solution = solution
  }

  /// Help is free.
  package static let none = Self()

  /// What is left of the points earned, never below 0.
  ///
  /// `possible` is what the step is worth, of which the shares are taken, and `hints` the number of rungs shown.
  package func left(of earned: Double, possible: Double, hints: Int, isSolutionShown: Bool) -> Double {
    earned - taken(from: earned, possible: possible, hints: hints, isSolutionShown: isSolutionShown)
  }

  /// What help takes off the points earned, at most all of them.
  package func taken(from earned: Double, possible: Double, hints: Int, isSolutionShown: Bool) -> Double {
    let price = Double(max(hints, 0)) * hint.of(possible) + (isSolutionShown ? solution.of(possible) : 0)
    return min(earned, price)
  }
}

/// What a `costs:` key says; what it leaves out stays as it was.
///
/// ```yaml
/// costs: {hint: 10%, solution: 100%}
/// ```
package struct CostsChange: Sendable, Hashable {
  package let hint: Percentage?
  package let solution: Percentage?

  /// These costs with the change made.
  func applied(to costs: Costs) -> Costs {
    Costs(hint: hint ?? costs.hint, solution: solution ?? costs.solution)
  }
}

extension CostsChange: YAMLReadable {
  static var expected: Phrase {
    Phrase(
      en: "a mapping such as `{hint: 10%, solution: 100%}`", ja: "`{hint: 10%, solution: 100%}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, expecting: Self.expected) else { return nil }
    self.init(hint: fields["hint"], solution: fields["solution"])
    fields.finish()
  }
}
