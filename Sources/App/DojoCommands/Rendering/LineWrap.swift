/// Breaks text into lines that fit a terminal.
enum LineWrap {
  /// The lines of `text`, each at most `width` columns unless one word alone is wider.
  ///
  /// Lines break at spaces, and between East Asian characters except where Japanese forbids it: a line never
  /// starts with a closing mark and never ends with an opening one.
  static func lines(of text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      wrap(pieces(of: $0), width: width)
    }
  }

  /// Wraps `text` behind a label: the first line follows the label, the others are indented as far.
  static func hanging(_ label: String, _ text: String, width: Int) -> String {
    let margin = DisplayWidth.of(label)
    let indent = String(repeating: " ", count: margin)
    return lines(of: text, width: max(width - margin, 20)).enumerated()
      .map { $0.offset == 0 ? label + $0.element : indent + $0.element }
      .joined(separator: "\n")
  }

  private static let neverAtStart = Set<Character>("、。，．・：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…,.!?:;)]}")
  private static let neverAtEnd = Set<Character>("（「『【〈《〔［｛([{")

  /// The smallest parts between which a line may break; a space stays with the part before it.
  ///
  /// An escape sequence takes no room: one that opens a colour belongs to the character behind it, one that ends it
  /// to the character before.
  private static func pieces(of line: Substring) -> [String] {
    var pieces: [String] = []
    var current = ""
    var opening = ""
    var previous: Character?
    var rest = line
    while let character = rest.popFirst() {
      if character == "\u{1B}" {
        let sequence = "\u{1B}" + rest.prefix { $0 != "m" } + "m"
        rest = rest.dropFirst(sequence.count - 1)
        if sequence == "\u{1B}[0m" { current += sequence } else { opening += sequence }
        continue
      }
      if let previous, mayBreak(between: previous, and: character) {
        pieces.append(current)
        current = ""
      }
      current += opening + String(character)
      opening = ""
      previous = character
    }
    current += opening
    return current.isEmpty ? pieces : pieces + [current]
  }

  private static func mayBreak(between left: Character, and right: Character) -> Bool {
    if neverAtStart.contains(right) || neverAtEnd.contains(left) { return false }
    if left == " " { return right != " " }
    return right != " " && (DisplayWidth.of(left) == 2 || DisplayWidth.of(right) == 2)
  }

  private static func wrap(_ pieces: [String], width: Int) -> [String] {
    var lines = [""]
    var column = 0
    for piece in pieces {
      let trimmed = piece.last == " " ? String(piece.dropLast()) : piece
      if column > 0, column + DisplayWidth.of(trimmed) > width {
        lines.append("")
        column = 0
      }
      lines[lines.count - 1] += piece
      column += DisplayWidth.of(piece)
    }
    return lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }
}
