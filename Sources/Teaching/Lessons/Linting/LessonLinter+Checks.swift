import Basics

extension LessonLinter {
  /// What checks look at, and by what right.
  func checkFindings(_ checks: ChecksFile) -> [LintFinding] {
    checks.steps.flatMap { step in
      step.checks.flatMap { check in
        inference(check) + trust(check.condition, at: check.place, in: checks) + typing(check)
      }
        + step.diagnoses.flatMap { trust($0.condition, at: $0.place, in: checks) }
    }
  }

  private func inference(_ check: Check) -> [LintFinding] {
    guard check.isInferred else { return [] }
    return [
      LintFinding(
        .checkInferred, at: check.place,
        Phrase(
          en: "Check `\(check.id)` was guessed from the chapter's commands.",
          ja: "チェック `\(check.id)` は、章のコマンドから推測されたものです。"),
        instead: Phrase(
          en: "See that it asks for what the step wants and for nothing else, then remove `inferred: true`.",
          ja: "手順の求めることだけを確認しているか見直してから、`inferred: true` を削除してください。"))
    ]
  }

  private func trust(_ condition: Condition, at place: SourcePlace, in checks: ChecksFile) -> [LintFinding] {
    let hasScript = condition.facts.contains { if case .script = $0 { true } else { false } }
    guard hasScript, checks.trust == nil else { return [] }
    return [
      LintFinding(
        .scriptWithoutTrust, at: place,
        Phrase(
          en: "This runs a program of the author's on the learner's computer.",
          ja: "これは、作者のプログラムを学習者のコンピューターで実行します。"),
        instead: Phrase(
          en: "Say at the top of the file what it does: `trust: {en: …, ja: …}`, or check state instead.",
          ja: "何をするのかをファイルの先頭に `trust: {en: …, ja: …}` と書くか、状態を確認するチェックに変えてください。"))
    ]
  }

  /// A check that reads what was typed, where the state it brings about could be read.
  private func typing(_ check: Check) -> [LintFinding] {
    let facts = check.condition.facts
    let typed = facts.compactMap { if case .ran(let fact) = $0 { fact } else { nil } }
    guard typed.count == facts.count, let command = typed.lazy.compactMap(\.readableState).first else {
      return []
    }
    return [
      LintFinding(
        .typedText, at: check.place,
        Phrase(
          en:
            "Check `\(check.id)` reads whether `\(command.words)` was typed, so another way to the same end fails.",
          ja: "チェック `\(check.id)` は `\(command.words)` と入力されたかを見ているため、別の方法でできていても不合格になります。"),
        instead: Phrase(
          en: "Check what it brings about: `\(command.kind): {…}`.",
          ja: "その結果を `\(command.kind): {…}` で確認してください。"))
    ]
  }
}

extension Condition {
  /// Every fact in it, also those that must not be so.
  var facts: [Fact] {
    switch self {
    case .fact(let fact, _): [fact]
    case .all(let parts), .any(let parts): parts.flatMap(\.facts)
    case .not(let part): part.facts
    }
  }
}

extension RanFact {
  private static let states: [String: String] = [
    "run": "container", "create": "container", "start": "container", "stop": "container", "kill": "container",
    "restart": "container", "rm": "container", "pause": "container", "unpause": "container",
    "rename": "container", "tag": "image", "pull": "image", "rmi": "image", "load": "image", "build": "image",
    "commit": "image", "import": "image", "push": "registry",
  ]

  /// A command that must succeed and leaves something behind, and the kind of check that sees it.
  fileprivate var readableState: (words: String, kind: String)? {
    guard exit == .code(0) else { return nil }
    for command in commands where command.program == "docker" {
      let words = command.words.map(\.pattern)
      let noun = words.first.flatMap { ["container": "container", "image": "image"][$0] }
      guard let verb = noun == nil ? words.first : words.dropFirst().first, let kind = Self.states[verb]
      else {
        continue
      }
      return (command.description, kind == "registry" ? kind : noun ?? kind)
    }
    return nil
  }
}
