import Basics
import Lessons
import Practice

/// Where a learner stands, as a table of steps and a sum.
struct StatusText {
  let console: Console

  init(console: Console) {
    self.console = console
  }

  private var language: Language { console.language }

  /// One row for each step, the current one marked, the points last.
  func table(_ status: SittingStatus, of lesson: Lesson) -> String {
    let rows = zip(lesson.steps, status.rows).map { step, row in
      let mark = row.isPassed ? console.style("✓", .good) : step.id == status.current ? "→" : " "
      let title = LineWrap.first(of: step.title, width: console.width - 24)
      return "  \(mark) \(row.number)  \(title)\(aids(row))"
    }
    return (["  \(console.style(lesson.title[language], .strong))"] + rows + ["  \(sum(status))"])
      .joined(separator: "\n")
  }

  /// The end of a lesson: what was earned, with which help.
  func summary(_ status: SittingStatus, of lesson: Lesson) -> String {
    let hints = status.rows.reduce(0) { $0 + $1.hintsShown }
    let solutions = status.rows.count(where: \.isSolutionShown)
    let count = status.rows.count(where: \.isPassed)
    let help =
      switch language {
      case .english: "commands \(status.commands), hints \(hints), solutions \(solutions)"
      case .japanese: "コマンド \(status.commands) 回、ヒント \(hints) 件、解答例 \(solutions) 件"
      }
    let title =
      switch language {
      case .english: "\(lesson.title.en): \(count) of \(status.rows.count) steps passed"
      case .japanese: "\(lesson.title.ja): \(status.rows.count) 手順のうち \(count) 手順に合格"
      }
    return "  \(console.style(title, .strong))\n  \(sum(status))  (\(help))"
  }

  private func sum(_ status: SittingStatus) -> String {
    let earned = status.earned.asPoints
    return switch language {
    case .english: "\(earned) of \(status.points) points"
    case .japanese: "\(status.points) 点中 \(earned) 点"
    }
  }

  private func aids(_ row: SittingStatus.Row) -> String {
    let hints: String? =
      switch (row.hintsShown, language) {
      case (0, _): nil
      case (1, .english): "1 hint"
      case (let count, .english): "\(count) hints"
      case (let count, .japanese): "ヒント \(count)"
      }
    let solution = row.isSolutionShown ? Phrase(en: "solution seen", ja: "解答例を表示")[language] : nil
    let aids = [hints, solution].compactMap(\.self)
    return aids.isEmpty ? "" : console.style("  (\(aids.joined(separator: ", ")))", .quiet)
  }
}
