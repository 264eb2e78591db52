import Basics

/// The learner answers a question.
///
/// ```yaml
/// ask: {question: {en: "Which port …?", ja: "…"}, answer: ["5000"], choices: ["80", "5000"]}
/// ```
package struct Question: Sendable, Hashable {
  package var text: Phrase
  /// Answers that are right, apart from case and white space at both ends; never empty.
  package var answers: [String]
  /// What there is to choose from; empty means a free answer.
  package var choices: [String]

  package init(text: Phrase, answers: [String], choices: [String] = []) {
    self.text = text
    self.answers = answers
    self.choices = choices
  }
}
