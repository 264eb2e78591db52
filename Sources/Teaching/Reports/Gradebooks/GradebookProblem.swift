import Basics

/// Why an exported gradebook cannot be filled in.
package enum GradebookProblem: UserFacingError, Equatable {
  case notATable(CSVProblem)
  /// Written back, letters would be lost.
  case notUTF8
  /// No column says who a row is about.
  case noLearners
  /// An import ignores this column.
  case readOnly(String)
  /// The column holds names or numbers of learners.
  case aboutLearners(String)
  /// The name fits several columns.
  case ambiguous(String, candidates: [String])
  /// There is no such column, but one that is called nearly so.
  case nearly(String, near: String)

  package var summary: Phrase {
    switch self {
    case .notATable(let problem): problem.summary
    case .notUTF8: Phrase(en: "the gradebook is not UTF-8", ja: "成績表が UTF-8 ではありません")
    case .noLearners:
      Phrase(en: "no column of the gradebook says who a row is about", ja: "成績表に学習者を表す列がありません")
    case .readOnly(let column):
      Phrase(
        en: "the column \(column) is read only: an import ignores it",
        ja: "列 \(column) は読み取り専用で、取り込んでも反映されません")
    case .aboutLearners(let column):
      Phrase(
        en: "the column \(column) is about learners, not a grade", ja: "列 \(column) は学習者の情報で、得点の列ではありません")
    case .ambiguous(let asked, let candidates):
      Phrase(
        en: "\(asked) fits more than one column: \(candidates.joined(separator: ", "))",
        ja: "\(asked) に当てはまる列が複数あります: \(candidates.joined(separator: "、"))")
    case .nearly(let asked, let near):
      Phrase(en: "there is no column \(asked); there is \(near)", ja: "列 \(asked) はありません（\(near) ならあります）")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .notATable(let problem): problem.remedy
    case .notUTF8:
      Phrase(
        en: "Save it again as CSV (UTF-8), or export it as UTF-8.",
        ja: "CSV（UTF-8）で保存し直すか、UTF-8 で書き出してください。")
    case .noLearners:
      Phrase(
        en: "Give the file as Canvas or Moodle exported it, with its heading.",
        ja: "Canvas や Moodle から書き出したままの、見出しのあるファイルを指定してください。")
    case .readOnly, .aboutLearners:
      Phrase(en: "Choose a column of grades with --column.", ja: "得点の列を --column で選んでください。")
    case .ambiguous, .nearly:
      Phrase(
        en: "Give the whole heading with --column, with the number behind it.",
        ja: "見出し全体（後ろの番号も含む）を --column で指定してください。")
    }
  }

  package var exitCode: ExitCode { .usage }
}
