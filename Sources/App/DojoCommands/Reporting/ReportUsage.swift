import Basics
import Reports

/// What a command line of `dojo report` lacks or has too much of.
enum ReportUsage: UserFacingError, Equatable {
  case noFiles
  case noFormat
  /// The form is a file for each learner, and nothing says where to, or for whom.
  case needsFolder(ReportFormat)
  /// An option that has no meaning beside the others.
  case misplaced(option: String, wanted: Phrase)
  case unknownLearner(String, near: [String])
  /// The name is that of several learners.
  case severalLearners(String, keys: [String])
  /// A folder stands where a file is to be written.
  case isFolder(String)

  var summary: Phrase {
    switch self {
    case .noFiles: Phrase(en: "which report?", ja: "どの採点結果かが指定されていません")
    case .noFormat: Phrase(en: "which format? --to is missing", ja: "--to（出力形式）が指定されていません")
    case .needsFolder(let format):
      Phrase(
        en: "\(format.rawValue) is one file for each learner: it needs a folder",
        ja: "\(format.rawValue) は学習者ごとのファイルなので、フォルダーが必要です")
    case .misplaced(let option, let wanted):
      Phrase(en: "\(option) is only for \(wanted.en)", ja: "\(option) を使えるのは\(wanted.ja)だけです")
    case .unknownLearner(let name, _):
      Phrase(
        en: "there is no learner \(Plain.name(name)) in the report", ja: "学習者 \(Plain.name(name)) は採点結果にいません")
    case .severalLearners(let name, let keys):
      Phrase(
        en: "several learners are called \(Plain.name(name)): \(list(keys))",
        ja: "\(Plain.name(name)) という学習者が複数います: \(list(keys))")
    case .isFolder(let path):
      Phrase(en: "\(path) is a folder; the report is one file", ja: "\(path) はフォルダーですが、出力は一つのファイルです")
    }
  }

  var remedy: Phrase? {
    switch self {
    case .noFiles:
      Phrase(
        en: "Give a report.json or results.jsonl, as in: dojo report report.json --to csv",
        ja: "report.json か results.jsonl を指定してください。例: dojo report report.json --to csv")
    case .noFormat:
      Phrase(
        en: "Choose one of: \(Self.formats). Or tell one learner's story with --explain LEARNER.",
        ja: "次から選んでください: \(Self.formats)。学習者一人の経過は --explain LEARNER で見られます。")
    case .needsFolder:
      Phrase(
        en: "Add --out FOLDER, or --learner NAME for one of them.",
        ja: "--out FOLDER を付けるか、--learner NAME で一人を選んでください。")
    case .unknownLearner(_, let near) where !near.isEmpty:
      Phrase(en: "Did you mean \(list(near))?", ja: "\(list(near)) のことですか？")
    case .unknownLearner:
      Phrase(en: "dojo report FILE --to csv lists them.", ja: "dojo report FILE --to csv で一覧を見られます。")
    case .severalLearners:
      Phrase(en: "Give one of these keys.", ja: "このうちの一つを指定してください。")
    case .isFolder:
      Phrase(en: "Give the path of a file with --out.", ja: "--out にはファイルのパスを指定してください。")
    case .misplaced: nil
    }
  }

  var exitCode: ExitCode { .usage }

  private static var formats: String { ReportFormat.allCases.map(\.rawValue).joined(separator: " ") }

  private func list(_ names: [String]) -> String { names.map(Plain.name).joined(separator: ", ") }
}
