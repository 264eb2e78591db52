/// Splits HTML at its `<details>` and `<summary>` tags.
enum HTMLPieces {
  struct Piece {
    let kind: Kind
    let line: Int

    var isText: Bool {
      if case .text = kind { true } else { false }
    }
  }

  enum Kind {
    case opening
    case closing
    /// The text of a summary without its own tags.
    case summary(String)
    /// What stands between such tags, when it is more than white space.
    case text(String)
  }

  static func split(_ html: String, firstLine: Int) -> [Piece] {
    var pieces: [Piece] = []
    var rest = html[...]
    var line = firstLine
    var plain = ""
    var plainLine = firstLine
    func endPlain() {
      let skipped = plain.prefix { $0.isWhitespace }.count { $0.isNewline }
      if plain.contains(where: { !$0.isWhitespace }) {
        let text = plain.drop { $0.isNewline }
        pieces.append(Piece(kind: .text(String(text)), line: plainLine + skipped))
      }
      plain = ""
    }
    while let first = rest.first {
      if first == "<", let (kind, end) = tag(at: rest) {
        endPlain()
        pieces.append(Piece(kind: kind, line: line))
        line += rest[..<end].count { $0.isNewline }
        rest = rest[end...]
        plainLine = line
      } else {
        plain.append(first)
        if first.isNewline { line += 1 }
        rest = rest.dropFirst()
      }
    }
    endPlain()
    return pieces
  }

  private static func tag(at text: Substring) -> (Kind, Substring.Index)? {
    let head = text.prefix(10).lowercased()
    guard head.hasPrefix("<details") || head.hasPrefix("</details") || head.hasPrefix("<summary") else {
      return nil
    }
    guard let close = text.firstIndex(of: ">") else { return nil }
    let end = text.index(after: close)
    if head.hasPrefix("</") { return (.closing, end) }
    guard head.hasPrefix("<summary") else { return (.opening, end) }
    let (inner, after) = upToSummaryEnd(text[end...])
    return (.summary(plainText(of: inner)), after)
  }

  private static func upToSummaryEnd(_ text: Substring) -> (Substring, Substring.Index) {
    var index = text.startIndex
    while let next = text[index...].firstIndex(of: "<") {
      if text[next...].prefix(10).lowercased() == "</summary>" {
        return (text[..<next], text.index(next, offsetBy: 10))
      }
      index = text.index(after: next)
    }
    let lineEnd = text.firstIndex(where: \.isNewline) ?? text.endIndex
    return (text[..<lineEnd], lineEnd)
  }

  private static func plainText(of html: Substring) -> String {
    var text = ""
    var isInTag = false
    for character in html {
      if character == "<" { isInTag = true }
      if !isInTag { text.append(character) }
      if character == ">" { isInTag = false }
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
