import Basics

/// One learner's result as a grader of GitHub Classroom reports it.
///
/// Source: the graders and the `autograding-grading-reporter` action of the organisation classroom-resources: a JSON
/// object with `version`, `status` (`pass`, `fail`, `error`), `max_score` and `tests` with `name`, `status`, `score`
/// and `message`. The reporter reads it, in Base64, from the variable `<RUNNER>_RESULTS`. It adds up the scores of the
/// tests, so there is one for each step, and one more for what lateness took off. Learners see all of it: hidden checks
/// only count.
package enum ClassroomResult {
  package static func render(
    _ result: LearnerResult, of lesson: GradedLesson, language: Language
  ) -> String {
    let view = LearnerView(result, of: lesson)
    let tests =
      result.status == .graded
      ? view.steps.map { test($0, language) } + lateTest(result, language)
      : [whole(view, of: lesson, language)]
    let object: JSONValue = [
      "version": 1, "status": .string(status(view)), "max_score": .number(Numbers.text(result.possible)),
      "tests": .array(tests),
    ]
    return object.text() + "\n"
  }

  private static func status(_ view: LearnerView) -> String {
    guard view.result.status == .graded else { return "error" }
    if view.steps.contains(where: { $0.outcome == .failed }) { return "fail" }
    return view.steps.contains { $0.outcome == .undetermined } ? "error" : "pass"
  }

  private static func test(_ step: LearnerView.Step, _ language: Language) -> JSONValue {
    let status =
      switch step.outcome {
      case .passed: "pass"
      case .failed: "fail"
      case .undetermined: "error"
      }
    let open = step.checks.filter { $0.result.outcome != .passed }
    let message = open.flatMap { CheckText.learnerLines($0.result, language) }.joined(separator: "\n")
    return [
      "name": .string("\(step.step.number). \(Plain.visible(step.step.title[language]))"),
      "status": .string(status), "score": .number(Numbers.text(step.result.counted)),
      "message": .string(message),
    ]
  }

  private static func lateTest(_ result: LearnerResult, _ language: Language) -> [JSONValue] {
    let lost = result.points - result.total
    guard lost > 0 else { return [] }
    return [
      [
        "name": .string(Phrase(en: "Handed in late", ja: "提出の遅れ")[language]), "status": "pass",
        "score": .number(Numbers.text(-lost)), "message": "",
      ]
    ]
  }

  private static func whole(_ view: LearnerView, of lesson: GradedLesson, _ language: Language) -> JSONValue {
    let message = LearnerWords.overview(view, of: lesson).map { Plain.visible($0[language]) }
    return [
      "name": .string(Plain.visible(lesson.title[language])), "status": "error", "score": 0,
      "message": .string(message.joined(separator: "\n")),
    ]
  }
}
