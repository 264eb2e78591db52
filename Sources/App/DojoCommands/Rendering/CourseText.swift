import Basics
import Lessons
import Practice

/// The course as a table: order, title, name, steps, points and time, and what comes before each lesson.
struct CourseText {
  let console: Console

  init(console: Console) {
    self.console = console
  }

  private var language: Language { console.language }

  func text(_ rows: [CourseRow]) -> String {
    guard !rows.isEmpty else {
      return Phrase(en: "  There are no lessons here.", ja: "  レッスンがありません。")[language]
    }
    let cells = [header] + rows.map(cells)
    let widths = (0..<header.count).map { column in cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    let fixed = widths.enumerated().reduce(0) { $0 + ($1.offset == Self.title ? 0 : $1.element + 2) }
    let room = max(12, min(widths[Self.title], console.width - fixed - Self.margin))
    let layout = widths.enumerated().map { $0.offset == Self.title ? room : $0.element }
    let table = cells.enumerated().flatMap { index, cells in
      let line = self.line(cells, layout)
      guard index > 0 else { return ["    " + console.style(line, .quiet)] }
      let row = rows[index - 1]
      return ["\(mark(of: row)) \(line)"] + waiting(row, below: layout)
    }
    return (table + ["", summary(rows)] + goOn(rows)).joined(separator: "\n")
  }

  private static let title = 1
  private static let margin = 4

  private var header: [String] {
    switch language {
    case .english: ["", "Lesson", "dojo run …", "Steps", "Points", "Time"]
    case .japanese: ["", "レッスン", "dojo run …", "手順", "点", "目安"]
    }
  }

  private func cells(_ row: CourseRow) -> [String] {
    [
      "\(row.number)", row.lesson.title[language], row.lesson.id.text,
      "\(row.passed)/\(row.status.rows.count)",
      "\(row.status.earned.asPoints)/\(row.status.points)", row.minutes.map(minutes) ?? "–",
    ]
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let isRight = [true, false, false, true, true, true]
    let padded = cells.indices.map { column in
      let cell = column == Self.title ? shortened(cells[column], to: widths[column]) : cells[column]
      let room = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(cell)))
      return isRight[column] ? room + cell : cell + room
    }
    return padded.joined(separator: "  ")
  }

  private func shortened(_ text: String, to width: Int) -> String {
    DisplayWidth.of(text) <= width ? text : LineWrap.first(of: text, width: width)
  }

  private func mark(of row: CourseRow) -> String {
    if row.state == .done { return "  \(console.style("✓", .good))" }
    return row.isNext ? "  →" : "   "
  }

  /// What a lesson waits for stands below its title.
  private func waiting(_ row: CourseRow, below widths: [Int]) -> [String] {
    guard !row.missing.isEmpty, row.state != .done else { return [] }
    let names = row.missing.map(\.text).joined(separator: ", ")
    let text = Phrase(en: "after \(names)", ja: "\(names) のあとで")[language]
    return [console.style(String(repeating: " ", count: widths[0] + Self.margin + 2) + text, .quiet)]
  }

  private func summary(_ rows: [CourseRow]) -> String {
    let done = rows.count { $0.state == .done }
    let earned = rows.reduce(0) { $0 + $1.status.earned }.asPoints
    let points = rows.reduce(0) { $0 + $1.status.points }
    let left = rows.filter { $0.state != .done }.compactMap(\.minutes).reduce(0, +)
    let rest =
      left == 0 ? "" : Phrase(en: "; about \(minutes(left)) to go", ja: "、残りの目安は \(minutes(left))")[language]
    return "  "
      + Phrase(
        en: "\(done) of \(rows.count) lessons, \(earned) of \(points) points\(rest)",
        ja: "\(rows.count) レッスン中 \(done) レッスン、\(points) 点中 \(earned) 点\(rest)")[language]
  }

  private func goOn(_ rows: [CourseRow]) -> [String] {
    guard let next = rows.first(where: \.isNext) else { return [] }
    let step = next.status.rows.first { !$0.isPassed }?.number ?? 1
    return [
      "  "
        + Phrase(
          en: "dojo run goes on with \(next.lesson.id), at step \(step).",
          ja: "dojo run で \(next.lesson.id) の手順 \(step) から始まります。")[language]
    ]
  }

  private func minutes(_ count: Int) -> String {
    let (hours, rest) = (count / 60, count % 60)
    let parts =
      switch language {
      case .english: [hours > 0 ? "\(hours) h" : nil, rest > 0 || hours == 0 ? "\(rest) min" : nil]
      case .japanese: [hours > 0 ? "\(hours) 時間" : nil, rest > 0 || hours == 0 ? "\(rest) 分" : nil]
      }
    return parts.compactMap(\.self).joined(separator: " ")
  }
}
