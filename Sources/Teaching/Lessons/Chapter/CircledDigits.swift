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

  /// The pieces with every paragraph cut where one of its lines starts with a circled number.
  static func cutParagraphs(_ pieces: [Piece]) -> [Piece] {
    pieces.flatMap { piece -> [Piece] in
      guard case .paragraph(let inlines) = piece.block.kind, inlines.contains(where: \.isBreak),
        inlines.plainText.trimmed.first.map(isCircled) == true
      else { return [piece] }
      return cut(inlines).map { line, inlines in
        let first = min(piece.block.lines.lowerBound + line, piece.block.lines.upperBound)
        let block = Block(
          .paragraph(inlines), lines: first...piece.block.lines.upperBound, column: piece.block.column)
        return Piece(file: piece.file, block: block)
      }
    }
  }

  /// The parts of a paragraph, each with the number of line ends before it.
  private static func cut(_ inlines: [Inline]) -> [(line: Int, inlines: [Inline])] {
    var parts: [(line: Int, inlines: [Inline])] = [(0, [])]
    var line = 0
    for (index, inline) in inlines.enumerated() {
      if inline.isBreak { line += 1 }
      if inline.isBreak, inlines[index...].dropFirst().first?.plainText.first.map(isCircled) == true {
        parts.append((line, []))
      } else {
        parts[parts.count - 1].inlines.append(inline)
      }
    }
    return parts
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

extension Inline {
  fileprivate var isBreak: Bool { self == .softBreak || self == .lineBreak }
}
