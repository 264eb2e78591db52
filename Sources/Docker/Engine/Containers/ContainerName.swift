/// A name that a container may carry: a letter or digit, then letters, digits, `_`, `.` and `-`; two at least.
package struct ContainerName: Hashable, Sendable, Codable {
  /// The name without the leading slash that the API prints.
  package let text: String

  package init(parsing text: String) throws(EngineFault) {
    let bare = text.hasPrefix("/") ? String(text.dropFirst()) : text
    let scalars = Array(bare.unicodeScalars)
    guard scalars.count >= 2, scalars[0].isWordStart, scalars.dropFirst().allSatisfy(\.isWordPart) else {
      throw .badParameter("Invalid container name (\(text)), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed")
    }
    self.text = bare
  }

  /// A readable name that is not taken; with so many taken that ten tries fail, the short identifier.
  init(avoiding taken: Set<String>, identifier: String, using generator: inout some RandomNumberGenerator) {
    for attempt in 0..<10 {
      let base = NameWords.pair(using: &generator)
      let candidate = attempt < 5 ? base : base + String(Int.random(in: 0...9, using: &generator))
      guard taken.contains(candidate) else {
        text = candidate
        return
      }
    }
    text = Identifier.short(identifier)
  }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Unicode.Scalar {
  var isWordStart: Bool { isASCII && properties.isAlphabetic || ("0"..."9").contains(self) }
  var isWordPart: Bool { isWordStart || self == "_" || self == "." || self == "-" }
}
