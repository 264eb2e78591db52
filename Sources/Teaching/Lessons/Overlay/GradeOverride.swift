import Basics

/// Points that an instructor gives instead of the computed ones, and why.
///
/// ```yaml
/// overrides:
///   - {learner: ada@example.org, step: push-image, points: 3, reason: shown at the desk}
///   - {learner: "s1234567", points: 0, reason: "copied"}
/// ```
package struct GradeOverride: Sendable, Hashable {
  /// The learner's key in the roster.
  package let learner: String
  /// The step whose points these are; absent means the whole lesson's, whatever the steps add up to.
  package let step: Step.ID?
  /// From 0 to what the step, or the lesson, is worth.
  package let points: Double
  package let reason: String
  /// Where it stands, for messages about learners that nobody knows.
  package let place: SourcePlace

  package init(learner: String, step: Step.ID?, points: Double, reason: String, place: SourcePlace) {
    self.learner = learner
    self.step = step
    self.points = points
    self.reason = reason
    self.place = place
  }
}

extension GradeOverride {
  /// Reads `overrides:`; `worth` is the lesson with the overlay's own points.
  static func readAll(_ node: YAMLNode, _ reading: Reading, worth lesson: Lesson) -> [GradeOverride] {
    guard case .list(let items) = node.content else {
      reading.reject(
        node,
        expecting: Phrase(en: "a list of overrides (`- learner: …`)", ja: "上書きのリスト（`- learner: …`）"))
      return []
    }
    var overrides: [GradeOverride] = []
    for item in items {
      guard let fields = Fields(item, reading, expecting: expected),
        let override = read(fields, worth: lesson)
      else { continue }
      if let other = overrides.first(where: { ($0.learner, $0.step) == (override.learner, override.step) }) {
        reading.report(.overriddenTwice(override, other))
      }
      overrides.append(override)
    }
    return overrides
  }

  private static var expected: Phrase {
    Phrase(
      en: "an override such as `{learner: …, points: 2, reason: …}`",
      ja: "`{learner: …, points: 2, reason: …}` のような上書き")
  }

  private static func read(_ fields: Fields, worth lesson: Lesson) -> GradeOverride? {
    let learner: Words? = fields.required("learner")
    let named = fields.node("step")
    let step = named.flatMap { StepOverlay.step($0, fields.reading, in: lesson) }
    let points: OverridePoints? = fields.required("points")
    let reason: Words? = fields.required("reason")
    fields.finish()
    guard let learner, let points, let reason, (named == nil) == (step == nil) else { return nil }
    let most = step?.points ?? lesson.points
    if points.value > Double(most) {
      fields.reading.report(.tooManyPoints(at: fields.node("points")?.place ?? fields.place, most: most))
    }
    return GradeOverride(
      learner: learner.text, step: step?.id, points: points.value, reason: reason.text, place: fields.place)
  }

  /// A text that says something, also where quotes stand around it.
  private struct Words: YAMLScalar {
    static var expected: Phrase { String.expected }
    let text: String

    init?(yaml text: String) {
      guard !text.trimmed.isEmpty else { return nil }
      self.text = text.trimmed
    }
  }

  /// Points as people write them, halves and quarters included.
  private struct OverridePoints: YAMLScalar {
    static var expected: Phrase {
      Phrase(
        en: "a number of points, 0 or more, such as `2` or `1.5`", ja: "`2` や `1.5` のような 0 以上の点数")
    }
    let value: Double

    init?(yaml text: String) {
      guard let number = Hundredths(text[...]) else { return nil }
      value = Double(number.count) / 100
    }
  }
}

extension LessonProblem {
  fileprivate static func tooManyPoints(at place: SourcePlace, most: Int) -> Self {
    Self(
      at: place,
      found: Phrase(en: "There are only \(most) points to give here.", ja: "ここで付けられるのは \(most) 点までです。"),
      instead: Phrase(en: "Write a number from 0 to \(most).", ja: "0 から \(most) までの数を書いてください。"))
  }

  fileprivate static func overriddenTwice(_ override: GradeOverride, _ other: GradeOverride) -> Self {
    Self(
      at: override.place,
      found: Phrase(
        en:
          "The same points of `\(override.learner)` are overridden twice; first in line \(other.place.line).",
        ja: "`\(override.learner)` の同じ点数が 2 回上書きされています（1 つ目は \(other.place.line) 行目）。"),
      instead: Phrase(en: "Keep one of them.", ja: "どちらか一方だけを残してください。"))
  }
}
