import Basics

extension Phrase {
  /// One after the other.
  static func sentences(_ phrases: [Phrase]) -> Phrase {
    Phrase(en: phrases.map(\.en).joined(separator: " "), ja: phrases.map(\.ja).joined())
  }

  /// Any of these sentences.
  static func alternatives(_ phrases: [Phrase]) -> Phrase {
    Phrase(
      en: phrases.map(\.en).joined(separator: " Or: "), ja: phrases.map(\.ja).joined(separator: "または、"))
  }

  /// The opposite of a sentence.
  static func negated(_ phrase: Phrase) -> Phrase {
    Phrase(en: "This is not so: \(phrase.en)", ja: "次の状態になっていない：\(phrase.ja)")
  }

  /// Items of a list.
  static func list(_ phrases: [Phrase]) -> Phrase {
    Phrase(
      en: phrases.map(\.en).joined(separator: ", "), ja: phrases.map(\.ja).joined(separator: "、"))
  }

  /// The first few items in words, and how many more there are.
  static func list<Item>(_ items: [Item], atMost limit: Int, _ words: (Item) -> Phrase) -> Phrase {
    let shown = list(items.prefix(limit).map(words))
    let rest = items.count - limit
    guard rest > 0 else { return shown }
    return Phrase(en: "\(shown.en) and \(rest) more", ja: "\(shown.ja)、ほか\(rest)件")
  }

  /// The phrase in brackets behind a word; nothing when there are no details.
  static func details(_ phrases: [Phrase]) -> Phrase {
    guard !phrases.isEmpty else { return Phrase(verbatim: "") }
    let all = list(phrases)
    return Phrase(en: " (\(all.en))", ja: "（\(all.ja)）")
  }
}
