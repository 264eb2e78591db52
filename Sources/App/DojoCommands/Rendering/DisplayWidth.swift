/// Columns that text takes on a terminal.
enum DisplayWidth {
  /// The width of a string: the sum of its characters' widths; escape sequences of colour take none.
  static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\u{1B}" {
        rest = rest.drop { $0 != "m" }.dropFirst()
      } else {
        width += of(character)
      }
    }
    return width
  }

  /// The width of one character: 2 for East Asian wide and full-width forms, 0 for marks without a cell, else 1.
  ///
  /// Source: Unicode Standard Annex #11, East Asian Width.
  static func of(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.value < 0x7F { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
