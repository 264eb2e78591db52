import Basics

extension LessonLinter {
  /// What a step that counts must have.
  func stepFindings(_ lesson: Lesson) -> [LintFinding] {
    lesson.steps.flatMap { step in worth(of: step) + (step.points > 0 ? belongings(of: step) : []) }
  }

  private func worth(of step: Step) -> [LintFinding] {
    if let points = entry(of: step)?.points, points > 0, step.checks.isEmpty {
      return [
        LintFinding(
          .stepWithoutCheck, at: place(of: step),
          Phrase(
            en: "`\(step.id)` has points, but no check by which they could be earned.",
            ja: "`\(step.id)` には点数がありますが、得点を決めるチェックがありません。"),
          instead: Phrase(
            en: "Add `checks:`, or leave `points:` out.", ja: "`checks:` を加えるか、`points:` を削除してください。"))
      ]
    }
    guard !step.checks.isEmpty, step.points == 0 || step.checks.allSatisfy({ $0.points == 0 }) else {
      return []
    }
    return [
      LintFinding(
        .stepWorthNothing, at: place(of: step),
        Phrase(en: "`\(step.id)` has checks, but is worth nothing.", ja: "`\(step.id)` にはチェックがありますが、0 点です。"),
        instead: Phrase(
          en: "Give the step or one of its checks `points:` of 1 or more.",
          ja: "手順かチェックのどれかに、1 以上の `points:` を付けてください。"))
    ]
  }

  private func belongings(of step: Step) -> [LintFinding] {
    var findings: [LintFinding] = []
    // Where the step itself shows what to type, there is nothing to look up.
    if step.solution?.commands.isEmpty ?? true, step.commands.isEmpty {
      findings.append(
        LintFinding(
          .stepWithoutSolution, at: place(of: step),
          Phrase(en: "`\(step.id)` has no solution to type.", ja: "`\(step.id)` に、入力できる解答例がありません。"),
          instead: Phrase(
            en:
              "Add `solution: [\"…\"]` here, or `<details><summary>Solution</summary>` to the chapter's step.",
            ja: "ここに `solution: [\"…\"]` を、または章の手順に `<details><summary>解答例</summary>` を加えてください。")))
    }
    if step.hints.isEmpty {
      findings.append(
        LintFinding(
          .stepWithoutHint, at: place(of: step),
          Phrase(en: "`\(step.id)` has no hints.", ja: "`\(step.id)` にヒントがありません。"),
          instead: Phrase(
            en: "Add two or three under `hints:`, from a question to the command.",
            ja: "`hints:` に、考えさせるものからコマンドまで 2〜3 段のヒントを加えてください。")))
    }
    if step.diagnoses.isEmpty {
      findings.append(
        LintFinding(
          .stepWithoutDiagnosis, at: place(of: step),
          Phrase(
            en: "`\(step.id)` names no mistake that learners make.", ja: "`\(step.id)` に、よくある間違いの診断がありません。"),
          instead: Phrase(
            en: "Add one under `diagnoses:` with `when:`, `say:`, `try:` and `proof:`.",
            ja: "`diagnoses:` に `when:`・`say:`・`try:`・`proof:` を書いてください。")))
    }
    return findings + destruction(of: step)
  }

  private func destruction(of step: Step) -> [LintFinding] {
    guard step.destroys == nil, let command = step.solution?.commands.first(where: { $0.line.removesMany })
    else {
      return []
    }
    return [
      LintFinding(
        .destroysUntold, at: place(of: step),
        Phrase(
          en: "`\(command.line)` may remove things that are not this lesson's.",
          ja: "`\(command.line)` は、このレッスン以外のものまで削除するおそれがあります。"),
        instead: Phrase(
          en: "Say under `destroys: {en: …, ja: …}` what is removed, so that dojo asks before.",
          ja: "何が削除されるのかを `destroys: {en: …, ja: …}` に書いてください。実行前に確認されます。"))
    ]
  }
}

extension String {
  /// Whether a command removes what it does not name: all of a list, or everything unused.
  fileprivate var removesMany: Bool {
    let words = split(whereSeparator: \.isWhitespace).map(String.init)
    guard let docker = words.firstIndex(of: "docker") else { return false }
    let rest = words[docker...].dropFirst()
    if rest.prefix(2).contains("prune") { return true }
    let removes = rest.first == "rm" || rest.first == "rmi" || rest.dropFirst().first == "rm"
    return removes && (contains("$(") || contains("`"))
  }
}
