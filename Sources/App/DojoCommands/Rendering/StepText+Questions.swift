import Basics
import Lessons

extension StepText {
  /// What a step asks, below its task; `nil` when it asks nothing.
  func questions(of step: Step) -> String? {
    let texts = step.questions.map(question)
    guard !texts.isEmpty else { return nil }
    let how = Phrase(en: "dojo answer …", ja: "dojo answer 答え")[console.language]
    return (texts + ["    \(console.style(how, .strong))"]).joined(separator: "\n")
  }

  /// A question with what there is to choose from.
  func question(_ question: Question) -> String {
    let text = LineWrap.hanging("  ? ", question.text[console.language], width: console.width - 2)
    guard !question.choices.isEmpty else { return text }
    let choices = question.choices.joined(separator: console.language == .english ? " / " : "／")
    return text + "\n" + LineWrap.hanging("    ", choices, width: console.width - 2)
  }
}
