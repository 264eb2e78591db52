import Basics

/// One learner's result as Gradescope's `results.json`.
///
/// Source: Gradescope autograder documentation, "Autograder Specifications", "Output format": `score`, `execution_time`,
/// `output`, `output_format`, `test_output_format`, `test_name_format`, `visibility`, `stdout_visibility`, and `tests`
/// with `score`, `max_score`, `status`, `name`, `number`, `output` and `visibility`. The top-level score is what
/// counts, because hints, solutions and lateness are paid for there; no leaderboard is set up. Hidden checks are
/// written with `visibility` `hidden`, which only instructors see.
package enum GradescopeResults {
  package static func render(
    _ result: LearnerResult, of lesson: GradedLesson, language: Language
  ) -> String {
    let view = LearnerView(result, of: lesson)
    var object = JSONObject([
      ("score", number(result.status == .graded ? result.total : 0)),
      ("output", .string(output(view, of: lesson, language))), ("output_format", "text"),
      ("test_output_format", "text"), ("test_name_format", "text"), ("visibility", "visible"),
      ("stdout_visibility", "hidden"),
      (
        "tests",
        .array(view.steps.flatMap { tests($0, language) } + hiddenTests(result, of: lesson, language))
      ),
    ])
    if let took = result.times?.took { object["execution_time"] = number(Double(took) / 1_000) }
    return JSONValue.object(object).text(.init(indent: 2)) + "\n"
  }

  private static func output(_ view: LearnerView, of lesson: GradedLesson, _ language: Language) -> String {
    ([lesson.title] + LearnerWords.overview(view, of: lesson)).map { Plain.visible($0[language]) }
      .joined(separator: "\n")
  }

  private static func tests(_ step: LearnerView.Step, _ language: Language) -> [JSONValue] {
    if step.result.checks.isEmpty {
      let test = Test(
        number: "\(step.step.number)", name: step.step.title[language], score: step.result.counted,
        possible: step.result.possible, outcome: step.outcome, output: step.outcome.inWords[language])
      return [test.json]
    }
    return step.checks.enumerated().map { index, check in
      Test(
        number: "\(step.step.number).\(index + 1)", name: check.result.expected[language],
        score: check.earned, possible: check.check.points, outcome: check.result.outcome,
        output: CheckText.learnerText(check.result, language)
      ).json
    }
  }

  private static func hiddenTests(
    _ result: LearnerResult, of lesson: GradedLesson, _ language: Language
  ) -> [JSONValue] {
    result.steps.flatMap { step -> [JSONValue] in
      guard let graded = lesson.step(step.id) else { return [] }
      return step.checks.compactMap { found in
        let check = graded.checks.first { $0.id == found.id }
        guard check?.isHidden ?? true else { return nil }
        let points = check?.points ?? 0
        return Test(
          number: "\(graded.number).\(found.id)", name: found.expected[language],
          score: found.outcome == .passed ? points : 0, possible: points, outcome: found.outcome,
          output: CheckText.lines(found, language).joined(separator: "\n"), isHidden: true
        ).json
      }
    }
  }

  private struct Test {
    var number: String
    var name: String
    var score: Double
    var possible: Double
    var outcome: StepResult.Outcome
    var output: String
    var isHidden = false

    var json: JSONValue {
      [
        "score": GradescopeResults.number(score), "max_score": GradescopeResults.number(possible),
        // There is no third status; what could not be checked is not called failed, and its output says so.
        "status": outcome == .failed ? "failed" : "passed", "name": .string(Plain.visible(name)),
        "number": .string(number), "output": .string(Plain.visibleLines(output)),
        "visibility": isHidden ? "hidden" : "visible",
      ]
    }
  }

  private static func number(_ value: Double) -> JSONValue { .number(Numbers.text(value)) }
}
