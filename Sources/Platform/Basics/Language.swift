/// A language in which dojo speaks to people.
package enum Language: String, Sendable, CaseIterable, Codable {
  case english = "en"
  case japanese = "ja"

  /// The variable in which a sitting tells its commands which language it speaks.
  package static let variable = "DOJO_LANG"

  /// The language of the sitting that a command runs in; elsewhere the one that a POSIX environment asks for: `LC_ALL`, then
  /// `LC_MESSAGES`, then `LANG`; English when none says.
  package init(environment: [String: String]) {
    let asked = [Self.variable, "LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first {
      !$0.isEmpty
    }
    self = asked?.lowercased().hasPrefix("ja") == true ? .japanese : .english
  }
}

/// One sentence in every language of the learner.
package struct Phrase: Sendable, Hashable, Codable {
  package let en: String
  package let ja: String

  package init(en: String, ja: String) {
    self.en = en
    self.ja = ja
  }

  /// Text that is the same in every language: a command, a name, a message that a tool printed.
  package init(verbatim text: String) {
    self.init(en: text, ja: text)
  }

  package subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .japanese: ja
    }
  }
}
