import Basics
import Lessons

extension RanFact {
  /// What must be so, as one sentence; it never spells the command.
  func expected(on machine: String, in lesson: Lesson) -> Phrase {
    let moment = after.flatMap { lesson.step($0)?.number }
    let start = Phrase(
      en: moment.map { "After step \($0), the" } ?? "The", ja: moment.map { "手順\($0)のあと、" } ?? "")
    guard !output.isEmpty else {
      return Phrase(
        en: "\(start.en) command of this step was run on \(machine).",
        ja: "\(start.ja)\(machine) でこの手順のコマンドが実行されている。")
    }
    let list = Phrase.list(output.map(\.words))
    return Phrase(
      en: "\(start.en) command of this step was run on \(machine), and it printed \(list.en).",
      ja: "\(start.ja)\(machine) でこの手順のコマンドが実行され、出力に \(list.ja) が含まれている。")
  }

  /// What came of the learner's own command, as one sentence.
  func found(_ record: CommandRecord) -> Phrase {
    let line = record.shownLine
    guard let exit = record.exit else {
      return Phrase(en: "`\(line)` is still running.", ja: "`\(line)` はまだ実行中。")
    }
    if let words = record.lastWords, exit != 0 || !output.isEmpty {
      return Phrase(en: "`\(line)` printed: \(words)", ja: "`\(line)` の出力：\(words)")
    }
    return exit == 0
      ? Phrase(en: "`\(line)` was run.", ja: "`\(line)` が実行された。")
      : Phrase(en: "`\(line)` ended with exit code \(exit).", ja: "`\(line)` は終了コード \(exit) で終わった。")
  }
}

extension CommandRecord {
  /// The command as one line, not too long.
  var shownLine: String {
    let line = argv.joined(separator: " ")
    return line.count > 80 ? "\(line.prefix(79))…" : line
  }

  /// The last line it printed that says something; curl's progress meter does not.
  fileprivate var lastWords: String? {
    let lines = output.split(whereSeparator: \.isNewline).filter { line in
      line.contains { !$0.isWhitespace } && !line.contains("--:--")
    }
    return lines.last.map { String($0.prefix(160)) }
  }
}
