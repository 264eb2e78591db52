import Basics

/// What a learner's own dojo says about one step; only ever compared, never believed.
package struct BundleVerdict: Sendable, Hashable {
  /// The step's permanent id.
  package let step: String
  package let isPassed: Bool
  /// Points, what hints and solutions cost not taken off.
  package let earned: Double
  /// How many rungs of the ladder of hints were shown.
  package let hints: Int
  package let isSolutionShown: Bool

  package init(step: String, isPassed: Bool, earned: Double, hints: Int, isSolutionShown: Bool) {
    self.step = step
    self.isPassed = isPassed
    self.earned = earned
    self.hints = hints
    self.isSolutionShown = isSolutionShown
  }
}

extension BundleVerdict {
  private struct Fields: Codable {
    let passed: Bool
    let earned: Double
    let hints: Int
    let solution: Bool
  }

  /// `{"<step id>": {"passed": true, "earned": 2, "hints": 0, "solution": false}, …}`, in the order given.
  static func json(_ verdicts: [Self]) throws -> JSONValue {
    let members = try verdicts.map { verdict in
      let fields = Fields(
        passed: verdict.isPassed, earned: verdict.earned, hints: verdict.hints,
        solution: verdict.isSolutionShown)
      return (verdict.step, try JSONValue(encoding: fields))
    }
    return .object(JSONObject(members))
  }

  /// Reads what `json` writes.
  static func read(_ json: JSONValue) throws -> [Self] {
    guard let object = json.object else { throw BundleProblem.unreadableFile(Bundle.verdictsPath) }
    return try object.members.map { member in
      let fields = try member.value.decoded(as: Fields.self)
      return Self(
        step: member.key, isPassed: fields.passed, earned: fields.earned, hints: fields.hints,
        isSolutionShown: fields.solution)
    }
  }
}
