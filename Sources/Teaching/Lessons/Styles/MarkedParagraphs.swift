import Markdown

/// Steps as paragraphs that start with a number of some kind, or with the sign of a task.
enum MarkedParagraphs {
  /// The kinds of sign with which a paragraph may start a step.
  enum Sign {
    case circled
    case numbered
    case task
  }

  static func marks(in outline: ChapterOutline) -> [Sign: [StepMark]] {
    var marks: [Sign: [StepMark]] = [:]
    for index in outline.pieces.indices {
      guard let text = text(of: outline.pieces[index].block), let sign = Self.sign(of: text) else { continue }
      let label = sign == .task ? nil : StepLabel(text)
      let next = (marks[sign]?.count ?? 0) + 1
      marks[sign, default: []].append(
        StepMark(piece: index, number: label?.number ?? next, label: label?.label ?? ""))
    }
    return marks
  }

  private static func text(of block: Block) -> String? {
    switch block.kind {
    case .paragraph: block.words.trimmed
    case .heading: block.words.startsWithBytes(of: "📋") ? block.words : nil
    default: nil
    }
  }

  /// The sign at the start of a line.
  static func sign(of line: String) -> Sign? {
    guard let first = line.utf8.first else { return nil }
    if first == UInt8(ascii: ":") { return isTaskDirective(line) ? .task : nil }
    if line.startsWithBytes(of: "📋") { return .task }
    // Most paragraphs start with a letter that starts none of these signs.
    guard first >= 0x80 || first == UInt8(ascii: "(") || (0x30...0x39).contains(first) || startsWithWord(line)
    else { return nil }
    guard let label = StepLabel(line) else { return nil }
    if label.isCircled { return .circled }
    let isWide = line.prefix(8).contains { wide.contains($0) }
    return label.isNamed || first == UInt8(ascii: "(") || isWide || startsLikeItem(line) ? .numbered : nil
  }

  /// Whether a line starts with `1. ` or `1) `: Markdown reads that as text only when it is bold or escaped.
  private static func startsLikeItem(_ line: String) -> Bool {
    let rest = line.utf8.drop { $0 &- 0x30 < 10 }
    guard rest.startIndex > line.startIndex, let mark = rest.first else { return false }
    return (mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")) && rest.dropFirst().first == 0x20
  }

  private static let wide: Signs = "（）．：、【】０１２３４５６７８９"
  private static let words = PhraseFinder(StepLabel.words)

  private static func startsWithWord(_ line: String) -> Bool {
    words.starts(line) || line.first == "q" || line.first == "Q"
  }

  /// `:::task`, `::: exercise Build it`, `::simple-task`.
  private static func isTaskDirective(_ line: String) -> Bool {
    guard line.hasPrefix("::") else { return false }
    let name = line.drop { $0 == ":" || $0 == " " || $0 == "{" || $0 == "." }.prefix {
      $0.isLetter || $0 == "-"
    }
    return ["task", "simple-task", "user-task", "exercise", "step", "challenge", "lab", "practice", "todo"]
      .contains(name.lowercased())
  }

  // MARK: Cutting

  /// The pieces with every paragraph cut where one of its lines starts with such a sign.
  static func cut(_ pieces: [Piece]) -> [Piece] {
    guard pieces.contains(where: { sign(toCut: $0) != nil }) else { return pieces }
    return pieces.flatMap { piece -> [Piece] in
      guard case .paragraph(let inlines) = piece.block.kind, let sign = sign(toCut: piece) else {
        return [piece]
      }
      return cut(inlines, at: sign).map { line, inlines in
        let first = min(piece.block.lines.lowerBound + line, piece.block.lines.upperBound)
        let block = Block(
          .paragraph(inlines), lines: first...piece.block.lines.upperBound, column: piece.block.column)
        return Piece(file: piece.file, block: block)
      }
    }
  }

  /// The sign with which a paragraph of several lines starts.
  private static func sign(toCut piece: Piece) -> Sign? {
    guard case .paragraph(let inlines) = piece.block.kind, inlines.contains(where: \.isBreak) else {
      return nil
    }
    return sign(of: piece.block.words.trimmed)
  }

  /// The parts of a paragraph, each with the number of line ends before it.
  private static func cut(_ inlines: [Inline], at sign: Sign) -> [(line: Int, inlines: [Inline])] {
    var parts: [(line: Int, inlines: [Inline])] = [(0, [])]
    var line = 0
    for (index, inline) in inlines.enumerated() {
      if inline.isBreak { line += 1 }
      if inline.isBreak, index + 1 < inlines.count, Self.sign(of: inlines[index + 1].plainText) == sign {
        parts.append((line, []))
      } else {
        parts[parts.count - 1].inlines.append(inline)
      }
    }
    return parts
  }

  /// The paragraph without its sign.
  static func withoutMark(_ inlines: [Inline]) -> [Inline] {
    switch inlines.first {
    case .text(let text): return [.text(withoutMark(text))] + inlines.dropFirst()
    case .strong(let inner), .emphasis(let inner):
      guard let label = StepLabel(inner.plainText) else { return inlines }
      guard label.rest.isEmpty else { return [.strong(withoutMark(inner))] + inlines.dropFirst() }
      guard case .text(let text)? = inlines.dropFirst().first else { return Array(inlines.dropFirst()) }
      return [.text(String(text.drop { $0.isWhitespace || ":：".contains($0) }))] + inlines.dropFirst(2)
    default: return inlines
    }
  }

  private static func withoutMark(_ text: String) -> String {
    if text.hasPrefix("📋") { return String(text.drop { $0 == "📋" || $0.isWhitespace }) }
    if text.hasPrefix("::") {
      let name = text.drop { $0 == ":" || $0 == " " }
      return String(name.drop { $0.isLetter || $0 == "-" }.drop(while: \.isWhitespace))
    }
    guard let label = StepLabel(text) else { return text }
    let blanks = text.reversed().prefix(while: \.isWhitespace).count
    return String(text.suffix(label.rest.count + blanks))
  }
}

extension Inline {
  fileprivate var isBreak: Bool {
    switch self {
    case .softBreak, .lineBreak: true
    default: false
    }
  }
}
