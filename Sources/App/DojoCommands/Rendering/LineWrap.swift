/// Breaks text into lines that fit a terminal.
enum LineWrap {
  /// The lines of `text`, each at most `width` columns unless one word alone is wider.
  ///
  /// Lines break at spaces. Japanese breaks where a phrase begins, behind a mark or where hiragana ends; a phrase too
  /// long for that breaks anywhere, but a line never starts with a closing mark nor ends with an opening one.
  static func lines(of text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      wrap(
        pieces(of: line, breaking: beginsPhrase).flatMap { phrase in
          DisplayWidth.of(phrase) <= min(longestPhrase, width)
            ? [phrase] : pieces(of: phrase[...], breaking: mayBreak)
        }, width: width)
    }
  }

  /// As much of `text` as fits one line, with `…` where something was left out.
  static func first(of text: String, width: Int) -> String {
    let lines = lines(of: text, width: width - 1)
    return (lines.first ?? "") + (lines.count > 1 ? "…" : "")
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
  /// In columns; what is longer is text without phrases to tell apart.
  private static let longestPhrase = 30
  private static let neverAtEnd = Set<Character>("（「『【〈《〔［｛([{")

  /// The smallest parts between which a line may break; a space stays with the part before it.
  ///
  /// An escape sequence takes no room: one that opens a colour belongs to the character behind it, one that ends it
  /// to the character before.
  private static func pieces(
    of line: Substring, breaking: (Character, Character) -> Bool
  ) -> [String] {
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
      if let previous, breaking(previous, character) {
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

  private static func mayBreak(_ left: Character, _ right: Character) -> Bool {
    if neverAtStart.contains(right) || neverAtEnd.contains(left) { return false }
    if left == " " { return right != " " }
    return right != " " && (DisplayWidth.of(left) == 2 || DisplayWidth.of(right) == 2)
  }

  /// Whether a Japanese reader would pause between these two.
  private static func beginsPhrase(_ left: Character, _ right: Character) -> Bool {
    guard mayBreak(left, right) else { return false }
    if left == " " || neverAtEnd.contains(right) { return true }
    if isHiragana(left) { return !isHiragana(right) }
    return DisplayWidth.of(left) == 2 && neverAtStart.contains(left) && left != "ー" && left != "々"
  }

  private static func isHiragana(_ character: Character) -> Bool {
    ("\u{3041}"..."\u{309F}").contains(character)
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
