import Basics

/// The class as a table, a row for each learner.
///
/// The columns are dojo's own and fixed; the notation is RFC 4180, with CRLF. Cells of text are made safe for
/// spreadsheets (`Escaping.cell`); numbers stay numbers. Steps that were not judged are empty.
package enum CSVReport {
  static let columns = [
    "learner", "lesson", "lesson_digest", "status", "points", "possible", "percent", "late_seconds", "hints",
    "solutions", "integrity", "reason",
  ]

  package static func render(_ report: ClassReport, language: Language) -> String {
    let lesson = report.lesson
    let steps = lesson.steps.map { "step:\(Escaping.cell($0.id))" }
    let penalty = lesson.due == nil ? [] : ["late_penalty"]
    let rows = report.results.map { row($0, of: lesson, language) }
    return ([columns + steps + penalty] + rows).map { CSV.line($0) }.joined()
  }

  private static func row(_ result: LearnerResult, of lesson: GradedLesson, _ language: Language) -> [String]
  {
    let fixed = [
      Escaping.cell(result.learner), Escaping.cell(lesson.id), Escaping.cell(lesson.digest),
      result.status.rawValue, Numbers.text(result.points), Numbers.text(result.possible),
      Numbers.text(result.percent), result.lateness.map { "\($0.seconds)" } ?? "", "\(result.hints)",
      "\(result.solutions)", result.integrity.state.rawValue,
      Escaping.cell(result.reason?[language] ?? ""),
    ]
    let steps = lesson.steps.map { step in result.step(step.id).map { Numbers.text($0.counted) } ?? "" }
    let penalty = lesson.due == nil ? [] : [result.lateness.map { Numbers.text($0.penalty) } ?? ""]
    return fixed + steps + penalty
  }
}
