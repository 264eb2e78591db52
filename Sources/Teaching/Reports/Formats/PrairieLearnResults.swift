import Basics

/// One learner's result as an external grader of PrairieLearn leaves it in `/grade/results/results.json`.
///
/// Source: PrairieLearn documentation, "External Grading", "Grading results": `gradable`, `score` from 0 to 1,
/// `message`, `format_errors`, and `tests` with `name`, `description`, `points`, `max_points`, `message` and `output`.
/// A submission that has no grade is not gradable, which costs neither points nor an attempt. Learners see all of it,
/// so hidden checks are only in the score.
package enum PrairieLearnResults {
  package static func render(
    _ result: LearnerResult, of lesson: GradedLesson, language: Language
  ) -> String {
    let view = LearnerView(result, of: lesson)
    let overview = LearnerWords.overview(view, of: lesson).map { Plain.visible($0[language]) }
    guard isGradable(result) else {
      let object: JSONValue = [
        "gradable": false, "format_errors": .array(overview.map { .string($0) }), "tests": .array([]),
      ]
      return object.text(.init(indent: 2)) + "\n"
    }
    let score = result.possible > 0 ? min(1, max(0, result.total / result.possible)) : 1
    let object: JSONValue = [
      "gradable": true, "score": .number(fraction(score)),
      "message": .string(overview.joined(separator: "\n")),
      "tests": .array(view.steps.flatMap { tests($0, language) }),
    ]
    return object.text(.init(indent: 2)) + "\n"
  }

  /// Not when nothing could be judged: that must not use up an attempt.
  private static func isGradable(_ result: LearnerResult) -> Bool {
    result.status == .graded && (result.possible == 0 || result.open < result.possible)
  }

  /// Four decimals: a hundredth of a percent.
  private static func fraction(_ score: Double) -> String {
    let digits = Int((score * 10_000).rounded())
    if digits >= 10_000 { return "1" }
    var text = String(digits)
    text = String(repeating: "0", count: 4 - text.utf8.count) + text
    while text.last == "0" { text.removeLast() }
    return text.isEmpty ? "0" : "0." + text
  }

  private static func tests(_ step: LearnerView.Step, _ language: Language) -> [JSONValue] {
    let name = Phrase(en: "Step \(step.step.number)", ja: "手順 \(step.step.number)")[language]
    let title = Plain.visible(step.step.title[language])
    if step.result.checks.isEmpty {
      return [
        test(
          name: name, description: title, points: step.result.counted, possible: step.result.possible,
          message: step.outcome.inWords[language], output: "")
      ]
    }
    return step.checks.map { check in
      test(
        name: "\(name): \(Plain.visible(check.result.expected[language]))", description: title,
        points: check.earned, possible: check.check.points, message: check.result.outcome.inWords[language],
        output: check.result.outcome == .passed
          ? "" : CheckText.learnerLines(check.result, language).joined(separator: "\n"))
    }
  }

  private static func test(
    name: String, description: String, points: Double, possible: Double, message: String, output: String
  ) -> JSONValue {
    [
      "name": .string(name), "description": .string(description), "points": .number(Numbers.text(points)),
      "max_points": .number(Numbers.text(possible)), "message": .string(message), "output": .string(output),
    ]
  }
}
