import Markdown

/// Steps as paragraphs that start with a circled number.
enum CircledDigits {
  static func marks(in pieces: [Piece]) -> [StepMark] {
    pieces.indices.compactMap { index in
      guard case .paragraph(let inlines) = pieces[index].block.kind,
        let first = inlines.plainText.trimmed.first, isCircled(first), let number = first.wholeNumberValue
      else { return nil }
      return StepMark(piece: index, number: number)
    }
  }

  /// ① to ⑳ and ㉑ to ㊿, also the black ❶ to ❿.
  static func isCircled(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first?.value else { return false }
    return [0x2460...0x2473, 0x2776...0x277F, 0x3251...0x325F, 0x32B1...0x32BF].contains {
      $0.contains(scalar)
    }
  }

  /// The paragraph without its circled number.
  static func withoutMark(_ inlines: [Inline]) -> [Inline] {
    guard case .text(let text)? = inlines.first else { return inlines }
    return [.text(String(text.drop { $0.isWhitespace || isCircled($0) }))] + inlines.dropFirst()
  }
}
