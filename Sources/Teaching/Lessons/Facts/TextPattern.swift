import Basics

/// What a text must look like.
package enum TextPattern: Sendable, Hashable {
  /// Has this text somewhere in it; in YAML a plain scalar.
  case contains(String)
  /// Is this text, apart from white space at both ends.
  case equals(String)
  /// Has a part that this regular expression matches; the reader has tried that it compiles.
  case matches(String)
}

extension TextPattern {
  /// Whether `text` looks so; a pattern that does not compile matches nothing.
  package func matches(_ text: String) -> Bool {
    switch self {
    case .contains(let part): part.isEmpty || text.contains(part)
    case .equals(let whole): text.trimmed == whole.trimmed
    case .matches(let source): (try? Regex(source).firstMatch(in: text)) != nil
    }
  }
}

extension TextPattern: YAMLReadable {
  static var expected: Phrase {
    Phrase(
      en: "a text that must occur, or one of `{contains: …}`, `{equals: …}`, `{matches: …}`",
      ja: "含まれるべき文字列、または `{contains: …}`、`{equals: …}`、`{matches: …}` のどれか")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "contains", expecting: Self.expected) else {
      return nil
    }
    let (part, whole): (String?, String?) = (fields["contains"], fields["equals"])
    let expression: RegularExpression? = fields["matches"]
    fields.finish()
    switch (part, whole, expression) {
    case (let part?, nil, nil): self = .contains(part)
    case (nil, let whole?, nil): self = .equals(whole)
    case (nil, nil, let expression?): self = .matches(expression.source)
    case (nil, nil, nil) where !fields.present(among: ["contains", "equals", "matches"]).isEmpty: return nil
    default:
      reading.reject(node, expecting: Self.expected)
      return nil
    }
  }
}

/// The source of a regular expression that compiles.
private struct RegularExpression: YAMLScalar {
  static var expected: Phrase {
    Phrase(en: "a regular expression that Swift understands", ja: "Swift で使える正規表現")
  }
  let source: String

  init?(yaml text: String) {
    guard (try? Regex(text)) != nil else { return nil }
    source = text
  }
}
