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
