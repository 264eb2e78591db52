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

extension Question: YAMLReadable {
  static var expected: Phrase {
    Phrase(en: "a mapping such as `{question: …, answer: …}`", ja: "`{question: …, answer: …}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, expecting: Self.expected) else { return nil }
    let text: Phrase? = fields.required("question")
    if fields.node("answer") == nil { let _: String? = fields.required("answer") }
    let (answers, choices): ([String], [String]) = (fields.list("answer"), fields.list("choices"))
    fields.finish()
    guard let text, !answers.isEmpty else { return nil }
    self.init(text: text, answers: answers, choices: choices)
  }
}
