import Basics
import Checks
import Lessons

/// A verdict as the learner reads it: what was expected, what is so, why, and last what to try.
struct VerdictText {
  let console: Console

  init(console: Console) {
    self.console = console
  }

  private var language: Language { console.language }

  /// What became of a step; `advice` says which rung of the cause's advice is due, counted from 0.
  func render(_ assessment: StepAssessment, step: Step, in lesson: Lesson, advice: Int = 0) -> String {
    switch assessment.outcome {
    case .passed: passed(step, points: assessment.points)
    case .failed: failed(assessment, step: step, in: lesson, advice: advice)
    case .undetermined: undetermined(assessment, step: step, advice: advice)
    }
  }

  private func passed(_ step: Step, points: Int) -> String {
    let word = console.style(Phrase(en: "passed", ja: "合格")[language], .good)
    let worth =
      switch (points, language) {
      case (0, _): ""
      case (1, .english): "  1 point"
      case (_, .english): "  \(points) points"
      case (_, .japanese): "  \(points) 点"
      }
    return switch language {
    case .english: "  ✓ Step \(step.number) \(word)\(worth)"
    case .japanese: "  ✓ 手順\(step.number) \(word)\(worth)"
    }
  }

  private func failed(_ assessment: StepAssessment, step: Step, in lesson: Lesson, advice: Int) -> String {
    let word = console.style(Phrase(en: "not yet", ja: "まだです")[language], .bad)
    let title =
      switch language {
      case .english: "  ✗ Step \(step.number): \(word)"
      case .japanese: "  ✗ 手順\(step.number): \(word)"
      }
    guard let verdict = assessment.leading else { return title }
    return ([title] + rows(of: verdict, in: lesson, advice: advice)).joined(separator: "\n")
  }

  private func undetermined(_ assessment: StepAssessment, step: Step, advice: Int) -> String {
    let word = console.style(
      Phrase(en: "could not be checked", ja: "判定できませんでした")[language], .attention)
    let title =
      switch language {
      case .english: "  ? Step \(step.number) \(word); this is not your mistake"
      case .japanese: "  ? 手順\(step.number)は\(word)。あなたの間違いではありません"
      }
    guard let verdict = assessment.leading else { return title }
    let try_ = verdict.cause.map { $0.advice(at: advice) }
    let rows = [row(.found, verdict.found)] + (try_.map { [row(.try, $0)] } ?? [])
    return ([title] + rows).joined(separator: "\n")
  }

  private func rows(of verdict: Verdict, in lesson: Lesson, advice: Int) -> [String] {
    var rows = [row(.expected, verdict.expected), row(.found, verdict.found)]
    guard let cause = verdict.cause else { return rows }
    rows.append(row(.because, cause.because))
    let returning = cause.returnTo.flatMap(lesson.step).map { step in
      Phrase(en: "Go back to step \(step.number). ", ja: "手順\(step.number)に戻ります。")
    }
    let next = cause.advice(at: advice)
    rows.append(
      row(.try, Phrase(en: (returning?.en ?? "") + next.en, ja: (returning?.ja ?? "") + next.ja)))
    return rows
  }

  private enum Row: CaseIterable {
    case expected, found, because, `try`

    var label: Phrase {
      switch self {
      case .expected: Phrase(en: "expected", ja: "期待")
      case .found: Phrase(en: "found", ja: "現状")
      case .because: Phrase(en: "because", ja: "原因")
      case .try: Phrase(en: "try", ja: "次に")
      }
    }
  }

  private func row(_ row: Row, _ text: Phrase) -> String {
    let margin = Row.allCases.map { DisplayWidth.of($0.label[language]) }.max() ?? 0
    let label = row.label[language]
    let padding = String(repeating: " ", count: margin - DisplayWidth.of(label) + 2)
    let tone: TerminalStyle.Tone = row == .try ? .strong : .quiet
    return LineWrap.hanging(
      "    \(console.style(label, tone))\(padding)", text[language], width: console.width)
  }
}
