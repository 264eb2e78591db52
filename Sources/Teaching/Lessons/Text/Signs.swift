/// A few characters to look for, told by their scalars: much faster than asking a string whether it holds one.
struct Signs: ExpressibleByStringLiteral {
  private let scalars: [Unicode.Scalar]

  init(stringLiteral characters: String) {
    scalars = Array(characters.unicodeScalars)
  }

  /// Whether a character is one of these; what is made of several scalars is none.
  func contains(_ character: Character) -> Bool {
    let own = character.unicodeScalars
    guard let first = own.first, scalars.contains(first) else { return false }
    return own.index(after: own.startIndex) == own.endIndex
  }
}
