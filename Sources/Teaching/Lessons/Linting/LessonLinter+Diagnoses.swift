import Basics

extension LessonLinter {
  /// What diagnoses say, and whether they can.
  func diagnosisFindings(_ checks: ChecksFile) -> [LintFinding] {
    checks.steps.flatMap { step in
      let commands = step.solution + lessons.flatMap { $0.lesson.step(step.id)?.solution?.commands ?? [] }
      return step.diagnoses.indices.flatMap { index in
        let diagnosis = step.diagnoses[index]
        return proof(diagnosis) + reach(diagnosis, behind: step.diagnoses[..<index])
          + discretion(diagnosis, solving: commands)
      }
    }
  }

  private func proof(_ diagnosis: Diagnosis) -> [LintFinding] {
    guard diagnosis.proof.isEmpty, diagnosis.unproved == nil else { return [] }
    return [
      LintFinding(
        .diagnosisWithoutProof, at: diagnosis.place,
        Phrase(
          en: "Nobody knows whether `\(diagnosis.id)` ever speaks: it has no proof.",
          ja: "`\(diagnosis.id)` が本当に出るのか分かりません。証明コマンドがないためです。"),
        instead: Phrase(
          en:
            "Write the mistake's commands under `proof:`, or under `unproved:` why a practice machine cannot make it.",
          ja: "間違いのコマンドを `proof:` に、練習用マシンで起こせないならその理由を `unproved:` に書いてください。"))
    ]
  }

  private func reach(_ diagnosis: Diagnosis, behind others: ArraySlice<Diagnosis>) -> [LintFinding] {
    guard let other = others.first(where: { $0.condition == diagnosis.condition }) else { return [] }
    return [
      LintFinding(
        .diagnosisUnreachable, at: diagnosis.place,
        Phrase(
          en: "`\(diagnosis.id)` never speaks: `\(other.id)` in line \(other.place.line) asks the same.",
          ja: "`\(diagnosis.id)` は出ません。\(other.place.line) 行目の `\(other.id)` が同じ条件だからです。"),
        instead: Phrase(
          en: "Narrow one of the two, or join them.", ja: "どちらかの条件を狭めるか、一つにまとめてください。"))
    ]
  }

  private func discretion(_ diagnosis: Diagnosis, solving commands: [Command]) -> [LintFinding] {
    let texts = ([diagnosis.say] + diagnosis.advice).flatMap { [$0.en, $0.ja] }
    guard texts.contains(where: { text in commands.contains { text.givesAway($0) } }) else { return [] }
    return [
      LintFinding(
        .adviceGivesAway, at: diagnosis.place,
        Phrase(en: "`\(diagnosis.id)` gives the solution away.", ja: "`\(diagnosis.id)` が解答を明かしています。"),
        instead: Phrase(
          en: "Say what is so and what to look for; the command belongs to the last hint.",
          ja: "いまの状態と、何を調べるとよいかを書いてください。コマンドは最後のヒントに書きます。"))
    ]
  }
}
