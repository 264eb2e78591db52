import Basics
import Lessons
import Practice

extension PackedSubmission {
  private var passed: Int { status.rows.count(where: \.isPassed) }

  /// What was written and what becomes of it, in two lines.
  func text(path: String, console: Console) -> String {
    let written = Phrase(
      en:
        "Wrote \(path): \(commands) commands, \(passed) of \(status.rows.count) steps passed, for \(learner).",
      ja: "\(path) を作成しました（\(learner)、コマンド \(commands) 件、\(status.rows.count) 手順中 \(passed) 手順が合格）。")
    let next = Phrase(
      en: "Hand in this file. Your instructor's dojo does it all again and counts the points anew; your "
        + "\(status.earned.points) of \(status.points) are only compared.",
      ja: "このファイルを提出してください。採点では同じ操作がやり直され、点数は新たに計算されます。"
        + "ここでの \(status.points) 点中 \(status.earned.points) 点は照合に使われるだけです。")
    return [written, next].map { LineWrap.hanging("", $0[console.language], width: console.width) }
      .joined(separator: "\n")
  }

  /// The same for programs.
  func json(path: String) -> JSONValue {
    [
      "file": .string(path), "lesson": .string(status.lesson.text), "lesson_digest": .string(lessonDigest),
      "learner": .string(learner), "commands": .number("\(commands)"), "passed": .number("\(passed)"),
      "steps": .number("\(status.rows.count)"), "points": .number(status.earned.points),
      "possible": .number("\(status.points)"), "bytes": .number("\(bytes.count)"),
    ]
  }
}

extension Double {
  /// Points without a fraction where there is none.
  fileprivate var points: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
