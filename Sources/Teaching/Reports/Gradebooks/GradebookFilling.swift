import Basics

/// An exported gradebook with the points of a report in one of its columns.
///
/// Every other cell, the order of rows and columns, the separator and the byte order mark stay as they were. A cell is
/// only written for a learner who has a grade; `EX` (excused) and `N/A` (not assigned) are Canvas's and stay.
package struct GradebookFilling: Sendable, Hashable {
  package private(set) var table: CSVTable
  /// The heading of the column that was filled.
  package private(set) var column: String
  package private(set) var isNewColumn: Bool
  package private(set) var filled: [String] = []
  /// Learners whose cell was left as it was.
  package private(set) var kept: [String] = []
  /// Learners of the report whom no row is about.
  package private(set) var learnersWithoutRow: [String] = []
  /// Rows about nobody in the report.
  package private(set) var rowsWithoutLearner: [String] = []
  /// What the gradebook says the column is worth, when the report says otherwise.
  package private(set) var otherPointsPossible: String?

  /// Fills in a gradebook.
  ///
  /// `column` is a heading, or the title in one; without it the lesson's title or id is looked for. A column that is
  /// not there is made: before Canvas's totals, else at the end.
  package init(
    _ table: CSVTable, of gradebook: Gradebook, with report: ClassReport, column: String? = nil,
    language: Language
  ) throws(GradebookProblem) {
    guard table.header.contains(where: GradebookWords.isAboutLearner) else { throw .noLearners }
    self.table = table
    let pointsRow = gradebook == .canvas ? table.rows.firstIndex(where: Self.isPointsPossible) : nil
    let index: Int
    if let known = try Self.column(asked: column, in: table, of: report, gradebook: gradebook) {
      if let pointsRow { try Self.demandWritable(known, in: table, pointsRow: pointsRow) }
      (index, isNewColumn) = (known, false)
    } else {
      index = Self.placeOfNewColumn(in: table)
      self.table.insertColumn(Escaping.cell(column ?? report.lesson.title[language]), at: index)
      if let pointsRow { self.table.rows[pointsRow][index] = Numbers.text(report.lesson.points) }
      isNewColumn = true
    }
    self.column = self.table.header[index]
    otherPointsPossible = pointsRow.flatMap {
      Self.difference(self.table.rows[$0][index], report.lesson.points)
    }
    fill(index, with: report.results, of: gradebook)
  }

  private mutating func fill(_ column: Int, with results: [LearnerResult], of gradebook: Gradebook) {
    let rows = table.rows.indices.filter { gradebook == .moodle || !Self.isNoLearner(table.rows[$0]) }
    let matching = LearnerMatching(table, rows: rows, results: results)
    for row in rows {
      guard let learner = matching.learnerOfRow[row] else {
        rowsWithoutLearner.append(GradebookRow.label(table.rows[row], of: table.header))
        continue
      }
      let result = results[learner]
      if let points = result.gradebookPoints, isOpen(row, column) {
        table.rows[row][column] = points
        filled.append(result.learner)
      } else {
        kept.append(result.learner)
      }
    }
    learnersWithoutRow = results.indices.filter { !matching.isMatched(learner: $0) }.map {
      results[$0].learner
    }
  }

  private func isOpen(_ row: Int, _ column: Int) -> Bool {
    let cell = GradebookWords.folded(table.rows[row][column])
    if cell == "ex" || cell == "n/a" { return false }
    // Moodle's grading worksheet says so for each row.
    guard let changeable = table.column("Grade can be changed") else { return true }
    return GradebookWords.folded(table.rows[row][changeable]) != "no"
  }
}

extension GradebookFilling {
  private static func column(
    asked: String?, in table: CSVTable, of report: ClassReport, gradebook: Gradebook
  ) throws(GradebookProblem) -> Int? {
    guard let asked else { return try ownColumn(in: table, of: report, gradebook: gradebook) }
    if let exact = table.column(asked) {
      guard !GradebookWords.isAboutLearner(table.header[exact]) else {
        throw .aboutLearners(table.header[exact])
      }
      return exact
    }
    if let found = try single(asked, titled: [GradebookWords.folded(asked)], in: table) { return found }
    let near = table.header.first { heading in
      GradebookWords.titles(of: heading).contains { title in
        EditDistance.between(title, GradebookWords.folded(asked)) <= 2 && title.count > 3
      }
    }
    if let near { throw .nearly(asked, near: near) }
    return nil
  }

  private static func ownColumn(
    in table: CSVTable, of report: ClassReport, gradebook: Gradebook
  ) throws(GradebookProblem) -> Int? {
    let lesson = report.lesson
    let titles = Set([lesson.id, lesson.title.en, lesson.title.ja].map(GradebookWords.folded))
    if let found = try single(lesson.id, titled: titles, in: table) { return found }
    // A grading worksheet is about one assignment and has one column for it.
    return gradebook == .moodle && table.column("Maximum grade") != nil ? table.column("Grade") : nil
  }

  private static func single(
    _ asked: String, titled titles: Set<String>, in table: CSVTable
  ) throws(GradebookProblem) -> Int? {
    let fitting = table.header.indices.filter { index in
      let heading = table.header[index]
      guard !GradebookWords.isAboutLearner(heading), !GradebookWords.isTotal(heading) else { return false }
      return !GradebookWords.titles(of: heading).isDisjoint(with: titles)
    }
    guard fitting.count < 2 else {
      throw .ambiguous(asked, candidates: fitting.map { table.header[$0] })
    }
    return fitting.first
  }

  private static func demandWritable(
    _ column: Int, in table: CSVTable, pointsRow: Int
  ) throws(GradebookProblem) {
    let cell = GradebookWords.folded(table.rows[pointsRow][column])
    guard cell.contains("read only") || GradebookWords.isTotal(table.header[column]) else { return }
    throw .readOnly(table.header[column])
  }

  private static func placeOfNewColumn(in table: CSVTable) -> Int {
    table.header.firstIndex(where: GradebookWords.isTotal) ?? table.header.count
  }

  private static func difference(_ cell: String, _ points: Double) -> String? {
    guard let said = Double(cell), Numbers.text(said) != Numbers.text(points) else { return nil }
    return cell
  }

  private static func isPointsPossible(_ row: [String]) -> Bool {
    row.first?.contains("Points Possible") ?? false
  }

  /// Canvas's rows about points and about posting.
  private static func isNoLearner(_ row: [String]) -> Bool {
    isPointsPossible(row)
      || row.allSatisfy { cell in
        let cell = GradebookWords.folded(cell)
        return cell.isEmpty || cell == "muted" || cell.hasPrefix("manual posting")
      }
  }
}

extension CSVTable {
  fileprivate mutating func insertColumn(_ heading: String, at index: Int) {
    header.insert(heading, at: index)
    for row in rows.indices { rows[row].insert("", at: index) }
  }
}
