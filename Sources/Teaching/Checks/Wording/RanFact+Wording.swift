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

  /// What the record holds instead, as one sentence.
  func found(_ record: CommandRecord?, on machine: String) -> Phrase {
    guard let record else {
      return Phrase(en: "No such command has been run on \(machine) yet.", ja: "\(machine) ではまだ実行されていない。")
    }
    guard let exit = record.exit else {
      return Phrase(en: "It is still running.", ja: "まだ実行中。")
    }
    if !output.allSatisfy({ $0.matches(record.output) }) {
      return Phrase(en: "It was run, but did not print that.", ja: "実行されたが、その出力はなかった。")
    }
    return exit == 0
      ? Phrase(en: "It was run on \(machine).", ja: "\(machine) で実行された。")
      : Phrase(en: "It was run, but ended with exit code \(exit).", ja: "実行されたが、終了コード \(exit) で終わった。")
  }
}
