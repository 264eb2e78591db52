import Basics

/// A whole class at once: a column for each graded learner, those with the most points first, and a row for each step.
///
/// The marks differ in shape as well as in colour: what passed is pale, what failed fills its row, what is partly there
/// fills the lower half and what could not be judged is a line in the middle.
struct ClassPicture {
  let report: ClassReport
  let language: Language

  func write(to page: inout Markup) {
    let columns = columns()
    let rows = report.lesson.steps.count
    page.element(.div, .kind("picture")) { page in
      page.element(.div, .kind("labels"), .decoration) { page in
        for step in report.lesson.steps { page.element(.span, text: "\(step.number)") }
      }
      page.element(
        .svg, Attribute(.role, "img"), .labelled(by: Anchor.map.title),
        Attribute(.viewBox, "0 0 \(max(1, columns.count)) \(max(1, rows) * 10)"),
        Attribute(.preserveAspectRatio, "none")
      ) { page in
        page.element(.title, .id(Anchor.map.title), text: Self.name[language])
        page.element(.desc, text: Self.summary[language])
        for row in 0..<rows {
          for mark in Mark.allCases { write(mark, in: columns, row: row, to: &page) }
        }
      }
    }
  }

  private static let name = Phrase(en: "All graded learners and steps at once", ja: "採点済みの学習者全員と手順の一覧図")
  private static let summary = Phrase(
    en:
      "A column for each graded learner, most points first; a row for each step. The table below says the same.",
    ja: "列は採点済みの学習者（得点の高い順）、行は手順です。下の表と同じ内容です。")

  private func columns() -> [[Mark]] {
    let graded = report.results.filter { $0.status == .graded }
    let order = graded.indices.sorted { left, right in
      if graded[left].points != graded[right].points { return graded[left].points > graded[right].points }
      return left < right
    }
    return order.map { learner in
      report.lesson.places(in: graded[learner]).map { Mark($0.map { graded[learner].steps[$0] }) }
    }
  }

  /// Neighbours with the same mark become one rectangle.
  private func write(_ mark: Mark, in columns: [[Mark]], row: Int, to page: inout Markup) {
    guard let (top, height) = Self.band(of: mark) else { return }
    var path = ""
    var column = 0
    while column < columns.count {
      guard columns[column][row] == mark else {
        column += 1
        continue
      }
      let start = column
      while column < columns.count, columns[column][row] == mark { column += 1 }
      let width = column - start
      path += "M\(start) \(row * 10 + top)h\(width)v\(height)h-\(width)z"
    }
    guard !path.isEmpty else { return }
    page.element(.path, .kind(mark), Attribute(.d, path)) { _ in }
  }

  /// The top and the height of what is drawn in a row ten units high, of which the last is a gap.
  private static func band(of mark: Mark) -> (top: Int, height: Int)? {
    switch mark {
    case .passed, .failed: (0, 9)
    case .partly: (4, 5)
    case .undetermined: (3, 3)
    case .none: nil
    }
  }
}
