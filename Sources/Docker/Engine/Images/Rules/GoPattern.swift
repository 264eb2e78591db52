/// A pattern of Go's `path.Match`: `*` and `?` stop at `/`, `[a-z]` and `[^a-z]` are sets, `\` quotes.
struct GoPattern {
  private let scalars: [Unicode.Scalar]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// Whether the whole text matches; a malformed pattern matches nothing.
  func matches(_ text: String) -> Bool {
    matches(scalars[...], Array(text.unicodeScalars)[...])
  }

  /// Whether every set is closed and has members, and every `\` quotes something.
  var isWellFormed: Bool {
    var rest = scalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", rest.popFirst() == nil { return false }
      guard scalar == "[" else { continue }
      if rest.first == "^" { rest.removeFirst() }
      guard let end = rest.firstIndex(of: "]"), end > rest.startIndex else { return false }
      rest = rest[(end + 1)...]
    }
    return true
  }

  private func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      let rest = pattern.dropFirst()
      for index in text.startIndex...text.endIndex {
        if matches(rest, text[index...]) { return true }
        if index < text.endIndex, text[index] == "/" { return false }
      }
      return false
    }
    guard let scalar = text.first, let rest = consume(pattern, scalar) else { return false }
    return matches(rest, text.dropFirst())
  }

  /// What is left of the pattern after its first element matched a character.
  private func consume(
    _ pattern: ArraySlice<Unicode.Scalar>, _ scalar: Unicode.Scalar
  ) -> ArraySlice<Unicode.Scalar>? {
    switch pattern.first {
    case "?": scalar == "/" ? nil : pattern.dropFirst()
    case "[": consumeSet(pattern.dropFirst(), scalar)
    case "\\": pattern.dropFirst().first == scalar ? pattern.dropFirst(2) : nil
    default: pattern.first == scalar ? pattern.dropFirst() : nil
    }
  }

  private func consumeSet(
    _ pattern: ArraySlice<Unicode.Scalar>, _ scalar: Unicode.Scalar
  ) -> ArraySlice<Unicode.Scalar>? {
    guard let end = pattern.firstIndex(of: "]"), end > pattern.startIndex else { return nil }
    let isNegated = pattern.first == "^"
    var members = pattern[..<end].dropFirst(isNegated ? 1 : 0)
    var isMember = false
    while let low = members.popFirst() {
      var high = low
      if members.first == "-", members.count > 1 {
        members.removeFirst()
        high = members.removeFirst()
      }
      if low <= scalar, scalar <= high { isMember = true }
    }
    return isMember != isNegated ? pattern[(end + 1)...] : nil
  }
}
