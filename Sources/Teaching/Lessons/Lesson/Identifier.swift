/// A permanent name inside a lesson, typed by what it names so that a step's is never taken for a check's.
///
/// The checks-file reader accepts lower-case letters, digits and single hyphens, starting with a letter.
package struct Identifier<Owner>: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package var description: String { text }

  /// Whether authors may write this text as an identifier.
  package static func accepts(_ text: String) -> Bool {
    guard let first = text.first, ("a"..."z").contains(first), !text.hasSuffix("-"), !text.contains("--")
    else {
      return false
    }
    return text.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
  }
}

extension Identifier: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) {
    self.init(text)
  }
}

extension Identifier: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
