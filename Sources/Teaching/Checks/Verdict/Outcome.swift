/// What can be said about a check or a step.
package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
  case passed
  case failed
  /// It could not be checked, which is not the learner's mistake and costs nothing.
  case undetermined
}
