import Basics

/// The class as a TAP 14 stream: a subtest for each learner, a test point for each check.
///
/// Source: TAP version 14 specification (testanything.org): subtests indented by four spaces and ended by a test point
/// of the same name, YAML diagnostics indented by two. A check that could not be judged, and nothing handed in, is
/// `SKIP`: it counts neither for nor against. For instructors: hidden checks are in it.
package enum TAPReport {
  package static func render(_ report: ClassReport, language: Language) -> String {
    var lines = ["TAP version 14", "1..\(report.results.count)"]
    if report.results.isEmpty { lines[1] += " # \(Phrase(en: "no learners", ja: "学習者がいません")[language])" }
    for (index, result) in report.results.enumerated() {
      lines += learner(result, number: index + 1, of: report.lesson, language)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func learner(
    _ result: LearnerResult, number: Int, of lesson: GradedLesson, _ language: Language
  ) -> [String] {
    let name = Escaping.tap(Plain.name(result.learner))
    let reason = (result.reason ?? result.status.inWords)[language]
    guard result.status != .missing else {
      return ["ok \(number) - \(name) # SKIP \(Escaping.tap(reason))"]
    }
    guard result.status == .graded else {
      return ["not ok \(number) - \(name)"]
        + diagnostics([("message", reason), ("severity", "error"), ("status", result.status.rawValue)])
    }
    let points = result.steps.flatMap { testPoints($0, of: lesson, language) }
    let inner =
      ["1..\(points.count)"] + points.enumerated().flatMap { $0.element.lines(number: $0.offset + 1) }
    let isFailed = points.contains { $0.outcome == .failed }
    return ["# Subtest: \(name)"] + inner.map { "    " + $0 }
      + ["\(isFailed ? "not ok" : "ok") \(number) - \(name)"]
      + diagnostics([
        ("points", Numbers.rounded(result.points)), ("possible", Numbers.rounded(result.possible)),
        ("open", Numbers.rounded(result.open)), ("integrity", result.integrity.state.rawValue),
      ])
  }

  private struct TestPoint {
    var description: String
    var outcome: StepResult.Outcome
    var found: String
    var diagnostics: [(String, any Sendable)]

    func lines(number: Int) -> [String] {
      let description = Escaping.tap(description)
      switch outcome {
      case .passed: return ["ok \(number) - \(description)"]
      case .undetermined: return ["ok \(number) - \(description) # SKIP \(Escaping.tap(found))"]
      case .failed: return ["not ok \(number) - \(description)"] + TAPReport.diagnostics(diagnostics)
      }
    }
  }

  private static func testPoints(
    _ result: StepResult, of lesson: GradedLesson, _ language: Language
  ) -> [TestPoint] {
    let step = lesson.step(result.id)
    if result.checks.isEmpty {
      let title = step?.title[language] ?? result.id
      let word = result.outcome.inWords[language]
      return [
        TestPoint(
          description: "\(result.id): \(title)", outcome: result.outcome, found: word,
          diagnostics: [("message", word), ("severity", "fail")])
      ]
    }
    return result.checks.map { check in
      let isHidden = step?.checks.first { $0.id == check.id }?.isHidden ?? true
      let note = isHidden ? Phrase(en: " (hidden)", ja: "（非公開）")[language] : ""
      return TestPoint(
        description: "\(result.id)/\(check.id): \(check.expected[language])\(note)", outcome: check.outcome,
        found: check.found[language], diagnostics: diagnostics(of: check, language))
    }
  }

  private static func diagnostics(of check: CheckResult, _ language: Language) -> [(String, any Sendable)] {
    let optional: [(String, String?)] = [
      ("because", check.because?[language]), ("try", check.advice?[language]), ("diagnosis", check.diagnosis),
    ]
    return [
      ("message", check.found[language]), ("severity", "fail"), ("expected", check.expected[language]),
      ("found", check.found[language]),
    ] + optional.compactMap { pair in pair.1.map { (pair.0, $0) } } + [("evidence", check.evidence)]
  }

  /// A block of YAML 1.2, in which JSON strings are scalars and JSON arrays are sequences.
  private static func diagnostics(_ pairs: [(String, any Sendable)]) -> [String] {
    let lines = pairs.map { "\($0.0): \(yaml($0.1))" }
    return (["---"] + lines + ["..."]).map { "  " + $0 }
  }

  private static func yaml(_ value: any Sendable) -> String {
    switch value {
    case let number as Double: Numbers.text(number)
    case let texts as [String]: JSONValue.array(texts.map { .string(shown($0)) }).text()
    default: JSONValue.string(shown("\(value)")).text()
    }
  }

  private static func shown(_ text: String) -> String { Plain.cut(Plain.visibleLines(text), to: 2_000) }
}
