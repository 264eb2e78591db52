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

extension Question {
  /// Whether an answer is one of the right ones, apart from case, full width and white space at both ends.
  package func accepts(_ answer: String) -> Bool {
    let given = Self.plain(answer)
    return answers.contains { Self.plain($0) == given }
  }

  private static func plain(_ text: String) -> String {
    let narrow = text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x3000: Character(" ")
      case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? Character(scalar)
      default: Character(scalar)
      }
    }
    return String(narrow).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
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
