import Basics

/// A Markdown page for one learner, in their own language.
///
/// It says what passed, what did not and what to try next. Hidden checks, other learners and solutions are never in it.
package enum FeedbackFile {
  /// The language the learner is spoken to in; `fallback` when nobody said.
  package static func render(
    _ result: LearnerResult, of lesson: GradedLesson, fallback: Language
  ) -> String {
    let language = result.language ?? fallback
    let view = LearnerView(result, of: lesson)
    var blocks = ["# " + title(result, of: lesson)[language]]
    blocks += LearnerWords.overview(view, of: lesson).map { Escaping.markdown($0[language]) }
    guard result.status == .graded else { return blocks.joined(separator: "\n\n") + "\n" }
    blocks += section(
      Phrase(en: "What to look at again", ja: "見直すところ"), view, .failed, language, openStep)
    blocks += section(
      Phrase(en: "What could not be checked", ja: "確認できなかったところ"), view, .undetermined, language, openStep)
    let passed = view.steps.filter { $0.outcome == .passed }
    if !passed.isEmpty {
      blocks.append("## " + Phrase(en: "What went well", ja: "できたところ")[language])
      blocks.append(passed.map { passedLine($0, language) }.joined(separator: "\n"))
    }
    blocks.append(farewell(view, language))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func title(_ result: LearnerResult, of lesson: GradedLesson) -> Phrase {
    let name = Escaping.markdown(Plain.name(result.displayName))
    return Phrase(
      en: "\(Escaping.markdown(lesson.title.en)): feedback for \(name)",
      ja: "\(Escaping.markdown(lesson.title.ja)) — \(name) さんへのフィードバック")
  }

  private static func section(
    _ heading: Phrase, _ view: LearnerView, _ outcome: StepResult.Outcome, _ language: Language,
    _ step: (LearnerView.Step, Language) -> String
  ) -> [String] {
    let steps = view.steps.filter { $0.outcome == outcome }
    guard !steps.isEmpty else { return [] }
    return ["## " + heading[language]] + steps.map { step($0, language) }
  }

  private static func heading(_ step: LearnerView.Step) -> Phrase {
    Phrase(
      en: "Step \(step.step.number): \(Escaping.markdown(step.step.title.en))",
      ja: "手順 \(step.step.number): \(Escaping.markdown(step.step.title.ja))")
  }

  private static func openStep(_ step: LearnerView.Step, _ language: Language) -> String {
    let points = Wording.points(step.result.counted, of: step.result.possible)
    var blocks = ["### \(heading(step)[language]) — \(points[language])"]
    for check in step.checks where check.result.outcome != .passed {
      let lines = CheckText.items(check.result).map { item in
        "- **\(item.label[language])**: \(Escaping.markdown(Plain.cut(item.text[language], to: 2_000)))"
      }
      blocks.append(lines.joined(separator: "\n"))
    }
    let passed = step.checks.filter { $0.result.outcome == .passed }
    if !passed.isEmpty {
      let done = passed.map { Escaping.markdown($0.result.expected[language]) }
      blocks.append(
        Phrase(en: "Already right:", ja: "すでにできていること:")[language] + "\n\n"
          + done.map { "- \($0)" }.joined(separator: "\n"))
    }
    blocks += remarks(step, language)
    return blocks.joined(separator: "\n\n")
  }

  private static func passedLine(_ step: LearnerView.Step, _ language: Language) -> String {
    let points = Wording.points(step.result.counted, of: step.result.possible)
    let line = "- \(heading(step)[language]) — \(points[language])"
    let remarks = remarks(step, language)
    return remarks.isEmpty ? line : line + remarks.map { "\n  \($0)" }.joined()
  }

  private static func remarks(_ step: LearnerView.Step, _ language: Language) -> [String] {
    var remarks: [Phrase] = []
    if step.result.cost > 0 {
      let points = Wording.points(step.result.cost)
      remarks.append(
        step.result.isSolutionShown
          ? Phrase(en: "The shown solution took off \(points.en).", ja: "解答例を見たため \(points.ja)引かれています。")
          : Phrase(
            en: "\(Wording.hints(step.result.hints).en) took off \(points.en).",
            ja: "\(Wording.hints(step.result.hints).ja)を見たため \(points.ja)引かれています。"))
    }
    if let override = step.result.override {
      remarks.append(
        Phrase(en: "Your instructor set these points.", ja: "この得点は担当の先生が決めたものです。"))
      if let reason = override.reason { remarks.append(Phrase(verbatim: reason)) }
    }
    return remarks.map { Escaping.markdown($0[language]) }
  }

  private static func farewell(_ view: LearnerView, _ language: Language) -> String {
    let outcomes = view.steps.map(\.outcome)
    let phrase: Phrase =
      if outcomes.contains(.failed) {
        Phrase(
          en: "You can go on from where you are: start the lesson again and try the step that is still open.",
          ja: "続きからやり直せます。もう一度教材を開いて、残っている手順に挑戦してみてください。")
      } else if outcomes.contains(.undetermined) {
        Phrase(
          en: "You need not do anything about what could not be checked.",
          ja: "確認できなかったところについて、あなたが何かする必要はありません。")
      } else {
        Phrase(
          en: "Everything listed here is done. Well done!", ja: "ここに挙げた手順はすべてできています。お疲れさまでした！")
      }
    return phrase[language]
  }
}
