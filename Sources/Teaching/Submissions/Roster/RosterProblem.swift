import Basics

/// What is wrong with a roster, and where.
package enum RosterProblem: UserFacingError, Equatable {
  case unreadable(path: String, reason: String)
  case table(path: String, CSVProblem)
  case noKeyColumn(path: String, header: [String])
  case noKey(path: String, line: Int, column: String)
  case twice(path: String, line: Int, learner: String, first: Int)
  case unknownLanguage(path: String, line: Int, word: String)
  case empty(path: String)

  package var summary: Phrase {
    switch self {
    case .unreadable(let path, let reason):
      Phrase(en: "\(path) cannot be read: \(reason)", ja: "\(path) を読み取れません: \(reason)")
    case .table(let path, let problem):
      Phrase(en: "\(path): \(problem.summary.en)", ja: "\(path): \(problem.summary.ja)")
    case .noKeyColumn(let path, let header):
      Phrase(
        en: "\(path):1: no column says who the learners are (there are: \(Self.list(header)))",
        ja: "\(path):1: 学習者を表す列がありません（ある列: \(Self.list(header))）")
    case .noKey(let path, let line, let column):
      Phrase(
        en: "\(path):\(line): the column \(DisplayName.of(column)) is empty",
        ja: "\(path):\(line): \(DisplayName.of(column)) の列が空です")
    case .twice(let path, let line, let learner, let first):
      Phrase(
        en: "\(path):\(line): \(DisplayName.of(learner)) is already on line \(first)",
        ja: "\(path):\(line): \(DisplayName.of(learner)) はすでに \(first) 行目にあります")
    case .unknownLanguage(let path, let line, let word):
      Phrase(
        en: "\(path):\(line): there is no language \(DisplayName.of(word))",
        ja: "\(path):\(line): 言語 \(DisplayName.of(word)) はありません")
    case .empty(let path): Phrase(en: "\(path): there is no learner in it", ja: "\(path): 学習者が一人もいません")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .noKeyColumn:
      Phrase(
        en: "Call one column learner, id, login, github or email.",
        ja: "列のどれかに learner、id、login、github、email、学籍番号のいずれかの見出しを付けてください。")
    case .unknownLanguage:
      Phrase(en: "Write en or ja, or leave it empty.", ja: "en か ja と書くか、空のままにしてください。")
    case .table(_, let problem): problem.remedy
    default: nil
    }
  }

  package var exitCode: ExitCode { .usage }

  private static func list(_ header: [String]) -> String {
    header.prefix(20).map { DisplayName.of($0, limit: 40) }.joined(separator: ", ")
  }
}

extension Roster {
  /// Reads the roster in a file that the instructor named.
  package init(file path: String) throws(RosterProblem) {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(path, limit: 64 << 20)
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    try self.init(reading: bytes, path: path)
  }
}
