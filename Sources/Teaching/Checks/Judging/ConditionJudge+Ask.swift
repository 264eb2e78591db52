import Basics
import Lessons

extension ConditionJudge {
  /// An answer is `dojo answer …`, given while this step is the learner's to do.
  ///
  /// Several questions of one step are answered one after another, so a check is met by any answer that fits; a
  /// diagnosis speaks of the latest.
  func judge(_ question: Question) -> Finding {
    let given = journal.commands.compactMap { record in
      record.sequence > startOfStep && (record.step ?? step.id) == step.id
        ? record.answer.map { (text: $0, sequence: record.sequence) } : nil
    }
    let speaking = purpose == .diagnosis ? given.suffix(1) : given[...]
    let match = speaking.last { question.accepts($0.text) }
    let shown = match ?? speaking.last
    return Finding(
      match == nil ? .failed : .passed, expected: question.text,
      found: shown.map { Phrase(en: "The answer was `\($0.text)`.", ja: "答えは `\($0.text)` だった。") }
        ?? .notAnswered,
      evidence: Evidence(commands: shown.map { [$0.sequence] }), usual: .notAnsweredYet)
  }
}

extension CommandRecord {
  /// What was answered, when the command is `dojo answer …`.
  fileprivate var answer: String? {
    guard argv.count > 2, argv[0].split(separator: "/").last == "dojo", argv[1] == "answer" else {
      return nil
    }
    return argv.dropFirst(2).joined(separator: " ")
  }
}

extension Phrase {
  fileprivate static let notAnswered = Phrase(en: "Nothing has been answered yet.", ja: "まだ答えていない。")
}

extension UsualCause {
  fileprivate static let notAnsweredYet = UsualCause(
    because: Phrase(
      en: "The question has not been answered, or the answer is another one.",
      ja: "まだ答えていないか、答えが違います。"),
    advice: Phrase(
      en: "Answer with `dojo answer`; `dojo hint` gives a hint.",
      ja: "`dojo answer` で答えてください。`dojo hint` でヒントが出ます。"))
}
