/// A place on the page that a link can lead to; learners' words have no part in its name.
struct Anchor: Hashable {
  let text: String

  private init(_ text: String) { self.text = text }

  static let top = Self("top")
  static let main = Self("main")
  static let summary = Self("summary")
  static let attention = Self("attention")
  static let points = Self("points")
  static let steps = Self("steps")
  static let time = Self("time")
  static let mistakes = Self("mistakes")
  static let map = Self("map")
  static let learners = Self("learners")

  /// A step of the lesson, by its place, counted from 0.
  static func step(_ index: Int) -> Self { Self("step-\(index + 1)") }

  /// A learner, by the place of the row in the report, counted from 0.
  static func learner(_ index: Int) -> Self { Self("l\(index + 1)") }

  /// What came out for one step of a learner, by its place in the learner's result.
  static func step(_ step: Int, of learner: Int) -> Self { Self("l\(learner + 1)-\(step + 1)") }

  /// The heading that names the part of the page at this place.
  var heading: Self { Self(text + "-h") }

  /// The name of the drawing at this place.
  var title: Self { Self(text + "-t") }
}
