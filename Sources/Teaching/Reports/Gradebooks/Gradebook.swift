import Basics

/// The systems whose gradebooks are written and filled in.
package enum Gradebook: String, Sendable, Hashable, CaseIterable {
  /// Source: Canvas Instructor Guide, "How do I import grades in the Gradebook?", and what its exporter writes: the
  /// columns `Student` (or `LastName`, `FirstName`), `ID`, `SIS User ID`, `SIS Login ID`, `Integration ID`, `Section`,
  /// then assignments as `Title (ID)`; a row `Points Possible`, in which `(read only)` marks columns that an import
  /// ignores; possibly a row about posting above it.
  case canvas
  /// Source: MoodleDocs, "Grade import" and "Grade export" (the file format is the same) and, for the grading
  /// worksheet, "Assignment settings", "Offline grading worksheet".
  case moodle

  /// A new gradebook for import, with one column of points.
  ///
  /// Only learners who have a grade get one; the cell of everybody else stays empty, which leaves what is there.
  package func render(_ report: ClassReport, column: String? = nil, language: Language) -> String {
    let title = Escaping.cell(column ?? report.lesson.title[language])
    switch self {
    case .canvas: return Self.canvasTable(report, title).text()
    case .moodle: return Self.moodleTable(report, title).text()
    }
  }

  private static func canvasTable(_ report: ClassReport, _ title: String) -> CSVTable {
    let points = ["    Points Possible", "", "", "", "", Numbers.text(report.lesson.points)]
    let rows = report.results.map { result in
      [
        Escaping.cell(result.displayName), identity("ID", of: result), identity("SIS User ID", of: result),
        identity("SIS Login ID", of: result, else: result.learner), identity("Section", of: result),
        result.gradebookPoints ?? "",
      ]
    }
    return CSVTable(
      header: ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title], rows: [points] + rows)
  }

  private static func moodleTable(_ report: ClassReport, _ title: String) -> CSVTable {
    let rows = report.results.map { result in
      [
        identity("Username", of: result, else: result.learner.contains("@") ? "" : result.learner),
        identity("ID number", of: result),
        identity("Email address", of: result, else: result.learner.contains("@") ? result.learner : ""),
        Escaping.cell(result.displayName), result.gradebookPoints ?? "",
      ]
    }
    return CSVTable(header: ["Username", "ID number", "Email address", "Full name", title], rows: rows)
  }

  private static func identity(
    _ heading: String, of result: LearnerResult, else fallback: String = ""
  ) -> String {
    let wanted = GradebookWords.folded(heading)
    let known = result.identities.sorted { $0.key < $1.key }
      .first { GradebookWords.folded($0.key) == wanted }
    return Escaping.cell(known?.value ?? fallback)
  }
}

extension LearnerResult {
  /// What a gradebook is told: the points that count in the end, when there is a grade.
  var gradebookPoints: String? { status == .graded ? Numbers.text(total) : nil }
}
