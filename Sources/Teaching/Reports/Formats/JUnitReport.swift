import Basics

/// The class as JUnit XML: a suite for each learner, a case for each check.
///
/// For continuous integration, which instructors read: hidden checks are in it, and are called so. Elements and
/// attributes are those that Ant's junit task writes and Jenkins' JUnit plugin and xUnit schema (junit-10.xsd)
/// document: `testsuites`, `testsuite`, `testcase` with at most one of `skipped`, `error` and `failure`. A check that
/// failed is a failure; one that could not be judged, and a submission that could not be graded, is an error; nothing
/// handed in is a skipped case.
package enum JUnitReport {
  package static func render(_ report: ClassReport, language: Language) -> String {
    let suites = report.results.map { suite($0, of: report.lesson, language) }
    let all = suites.flatMap(\.cases)
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
    lines.append(
      "<testsuites" + attributes([("name", report.lesson.id)] + counts(all))
        + attributes([("time", seconds(suites.map(\.milliseconds).reduce(0, +)))]) + ">")
    for suite in suites { lines += suite.lines }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Case {
    enum Outcome { case passed, failure, error, skipped }

    var name: String
    var classname: String
    var outcome = Outcome.passed
    var message = ""
    var type = ""
    var text = ""

    var lines: [String] {
      let head = "    <testcase" + attributes([("name", name), ("classname", classname), ("time", "0")])
      let inner = attributes([("message", message), ("type", type)])
      switch outcome {
      case .passed: return [head + "/>"]
      case .skipped:
        return [head + ">", "      <skipped\(attributes([("message", message)]))/>", "    </testcase>"]
      case .failure, .error:
        let tag = outcome == .failure ? "failure" : "error"
        return [
          head + ">", "      <\(tag)\(inner)>\(Escaping.xml(Plain.visibleLines(text)))</\(tag)>",
          "    </testcase>",
        ]
      }
    }
  }

  private struct Suite {
    var name: String
    var milliseconds: Int64
    var timestamp: Int64?
    var properties: [(String, String)]
    var cases: [Case]

    var lines: [String] {
      var head = [("name", name)] + counts(cases) + [("time", seconds(milliseconds))]
      if let timestamp {
        // The schema's pattern knows neither a fraction nor a zone; the time is UTC.
        let text = Timestamp(seconds: Int(timestamp / 1_000)).wholeSecondText
        head.append(("timestamp", String(text.dropLast())))
      }
      let properties = properties.map {
        "      <property" + attributes([("name", $0.0), ("value", $0.1)]) + "/>"
      }
      return ["  <testsuite" + attributes(head) + ">", "    <properties>"] + properties
        + ["    </properties>"] + cases.flatMap(\.lines) + ["  </testsuite>"]
    }
  }

  private static func suite(_ result: LearnerResult, of lesson: GradedLesson, _ language: Language) -> Suite {
    var properties = [
      ("status", result.status.rawValue), ("points", Numbers.text(result.points)),
      ("possible", Numbers.text(result.possible)), ("integrity", result.integrity.state.rawValue),
    ]
    if let late = result.lateness {
      properties += [("late_seconds", "\(late.seconds)"), ("late_penalty", Numbers.text(late.penalty))]
    }
    let all =
      result.status == .graded
      ? result.steps.flatMap { cases($0, of: lesson, language) }
      : [wholeCase(result, of: lesson, language)]
    return Suite(
      name: Plain.name(result.learner), milliseconds: result.times?.took ?? 0,
      timestamp: result.times?.graded, properties: properties, cases: all)
  }

  /// The one case of a learner who has no grade.
  private static func wholeCase(_ result: LearnerResult, of lesson: GradedLesson, _ language: Language)
    -> Case
  {
    let reason = (result.reason ?? result.status.inWords)[language]
    return Case(
      name: "submission", classname: lesson.id, outcome: result.status == .missing ? .skipped : .error,
      message: reason, type: result.status.rawValue, text: reason)
  }

  private static func cases(_ result: StepResult, of lesson: GradedLesson, _ language: Language) -> [Case] {
    let step = lesson.step(result.id)
    let classname = "\(lesson.id).\(result.id)"
    if result.checks.isEmpty {
      let title = step?.title[language] ?? result.id
      return [Case(name: title, classname: classname, outcome: outcome(result.outcome), type: "step")]
    }
    return result.checks.map { check in
      let isHidden = step?.checks.first { $0.id == check.id }?.isHidden ?? true
      let note = isHidden ? Phrase(en: " (hidden)", ja: "（非公開）")[language] : ""
      return Case(
        name: "\(check.id): \(check.expected[language])\(note)", classname: classname,
        outcome: outcome(check.outcome), message: check.found[language],
        type: check.diagnosis ?? check.outcome.rawValue,
        text: CheckText.lines(check, language).joined(separator: "\n"))
    }
  }

  private static func outcome(_ outcome: StepResult.Outcome) -> Case.Outcome {
    switch outcome {
    case .passed: .passed
    case .failed: .failure
    case .undetermined: .error
    }
  }

  private static func counts(_ cases: [Case]) -> [(String, String)] {
    func count(_ outcome: Case.Outcome) -> String { "\(cases.count { $0.outcome == outcome })" }
    return [
      ("tests", "\(cases.count)"), ("failures", count(.failure)), ("errors", count(.error)),
      ("skipped", count(.skipped)),
    ]
  }

  private static func attributes(_ pairs: [(String, String)]) -> String {
    pairs.map { " \($0.0)=\"\(Escaping.xmlAttribute(Plain.visible($0.1)))\"" }.joined()
  }

  private static func seconds(_ milliseconds: Int64) -> String { Numbers.text(Double(milliseconds) / 1_000) }
}
