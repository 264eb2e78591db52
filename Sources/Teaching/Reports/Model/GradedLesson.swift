import Basics

/// The lesson a class was graded by, as far as a reader of the report needs it.
package struct GradedLesson: Sendable, Hashable, Codable {
  package var id: String
  package var title: Phrase
  /// The digest of what judges: the checks file, or the chapter when there is none (`sha256:…`).
  package var digest: String
  /// The digest of the instructor's overlay, when there was one.
  package var overlay: String?
  /// What all steps together are worth.
  package var points: Double
  /// When submissions were due, in milliseconds since 1970; absent when nothing is ever late.
  package var due: Int64?
  package var steps: [GradedStep]

  package init(
    id: String, title: Phrase, digest: String, overlay: String? = nil, points: Double, due: Int64? = nil,
    steps: [GradedStep]
  ) {
    self.id = id
    self.title = title
    self.digest = digest
    self.overlay = overlay
    self.points = points
    self.due = due
    self.steps = steps
  }
}

/// A step of the lesson.
package struct GradedStep: Sendable, Hashable, Codable {
  package var id: String
  /// The number printed in the chapter.
  package var number: Int
  /// The step's first sentence, without markup.
  package var title: Phrase
  package var points: Double
  package var checks: [GradedCheck]

  package init(id: String, number: Int, title: Phrase, points: Double, checks: [GradedCheck]) {
    self.id = id
    self.number = number
    self.title = title
    self.points = points
    self.checks = checks
  }
}

/// A check of a step.
package struct GradedCheck: Sendable, Hashable, Codable {
  package var id: String
  /// What the check is worth, in points of its step.
  package var points: Double
  /// Whether learners must never read about it: it comes from the instructor's overlay or is marked hidden.
  package var isHidden: Bool
  /// What the step wants, as one sentence.
  package var expected: Phrase

  package init(id: String, points: Double, isHidden: Bool, expected: Phrase) {
    self.id = id
    self.points = points
    self.isHidden = isHidden
    self.expected = expected
  }
}
