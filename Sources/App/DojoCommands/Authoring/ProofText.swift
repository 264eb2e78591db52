import Basics
import Lessons
import Practice

/// A proof in words.
struct ProofText {
  let console: Console

  init(console: Console) {
    self.console = console
  }

  private var language: Language { console.language }

  /// What is not so, where the author has written it, and what was typed and printed.
  func item(_ item: ProofItem, of lesson: Lesson) -> String {
    let word =
      item.outcome == .failed
      ? console.style(Phrase(en: "not so", ja: "不成立")[language], .bad)
      : console.style(Phrase(en: "not found out", ja: "判定不能")[language], .attention)
    let head = "\(item.place): \(word): \(lesson.id)/\(item.step): \(item.sentence[language])"
    var lines = [head]
    if let why = item.why { lines.append(LineWrap.hanging("    ", why[language], width: console.width)) }
    let said = item.output.split(separator: "\n", omittingEmptySubsequences: true).suffix(12)
    lines += said.map { console.style("    | \($0)", .quiet) }
    return lines.joined(separator: "\n")
  }

  /// How many claims of each kind hold, lesson by lesson, and what nobody has proved.
  func summary(of proofs: [LessonProof]) -> String {
    proofs.map(summary).joined(separator: "\n\n")
  }

  private func summary(of proof: LessonProof) -> String {
    guard !proof.items.isEmpty else {
      return "\(console.style(proof.lesson.id.text, .strong)): "
        + Phrase(en: "nothing to prove, for no step has checks", ja: "チェックのある手順がないため、証明するものがありません")[language]
    }
    let failed = proof.items.count { $0.outcome == .failed }
    let open = proof.items.count { $0.outcome == .undetermined }
    let verdict =
      failed > 0
      ? console.style(Phrase(en: "\(failed) not so", ja: "\(failed) 件が不成立")[language], .bad)
      : open > 0
        ? console.style(Phrase(en: "\(open) not found out", ja: "\(open) 件を判定できず")[language], .attention)
        : console.style(Phrase(en: "proved", ja: "証明済み")[language], .good)
    let seconds = "\(proof.milliseconds / 1000).\(proof.milliseconds % 1000 / 100)"
    let took = Phrase(en: "in \(seconds) s", ja: "\(seconds) 秒")[language]
    let head = "\(console.style(proof.lesson.id.text, .strong)): \(verdict) (\(took))"
    let rows = ProofItem.kinds.compactMap { kind, title in row(kind, title, proof.items) }
    return ([head] + rows + unproved(of: proof)).joined(separator: "\n")
  }

  private func row(_ kind: String, _ title: Phrase, _ items: [ProofItem]) -> String? {
    let all = items.filter { $0.kind == kind }
    guard !all.isEmpty else { return nil }
    let held = all.count { $0.outcome == .passed }
    let skipped = all.count { $0.outcome == .skipped }
    let possible = all.count - skipped
    var line = "  \(title[language]): "
    line += Phrase(en: "\(held) of \(possible)", ja: "\(possible) 件中 \(held) 件")[language]
    if skipped > 0 {
      line +=
        kind == "solution"
        ? Phrase(en: ", \(skipped) not reached", ja: "（未到達 \(skipped) 件）")[language]
        : Phrase(en: ", \(skipped) not applicable", ja: "（対象外 \(skipped) 件）")[language]
    }
    return line
  }

  private func unproved(of proof: LessonProof) -> [String] {
    proof.unproved.map { step, diagnosis in
      let reason = diagnosis.unproved?[language] ?? Phrase(en: "no proof is given", ja: "証明がありません")[language]
      return LineWrap.hanging(
        "  - ",
        Phrase(
          en: "\(step.id)/\(diagnosis.id) is not proved: \(reason)",
          ja: "\(step.id)/\(diagnosis.id) は証明されていません: \(reason)")[language], width: console.width)
    }
  }
}

extension ProofItem {
  /// The kinds of claims, in the order in which they are told.
  static let kinds: [(kind: String, title: Phrase)] = [
    ("can-fail", Phrase(en: "checks that can fail", ja: "不合格になりうるチェック")),
    ("solution", Phrase(en: "solutions from clean machines", ja: "まっさらな状態からの解答例")),
    ("order", Phrase(en: "steps in another order", ja: "順序を入れ替えた手順")),
    ("variant", Phrase(en: "other ways that pass", ja: "合格になる別解")),
    ("counterexample", Phrase(en: "ways that do not pass", ja: "合格にならない誤答例")),
    ("diagnosis", Phrase(en: "diagnoses that speak for their proof", ja: "証明コマンドのとおりに出る診断")),
  ]
}
