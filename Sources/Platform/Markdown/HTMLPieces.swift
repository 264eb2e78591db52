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
    var (line, plainLine) = (firstLine, firstLine)
    let bytes = html.utf8
    var (index, start) = (bytes.startIndex, bytes.startIndex)
    func endPlain() {
      let plain = html[start..<index]
      let skipped = plain.prefix { $0.isWhitespace }.count { $0.isNewline }
      guard plain.contains(where: { !$0.isWhitespace }) else { return }
      pieces.append(Piece(kind: .text(String(plain.drop { $0.isNewline })), line: plainLine + skipped))
    }
    while let next = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: "<") }) {
      line += html[index..<next].lineEnds
      index = next
      guard let (kind, end) = tag(at: html[next...]) else {
        index = bytes.index(after: next)
        continue
      }
      endPlain()
      pieces.append(Piece(kind: kind, line: line))
      line += html[next..<end].lineEnds
      (index, start, plainLine) = (end, end, line)
    }
    index = bytes.endIndex
    endPlain()
    return pieces
  }

  /// Whether any `<details>`, `</details>` or `<summary>` begins in the text.
  static func holdTag(_ html: String) -> Bool {
    let bytes = html.utf8
    var rest = bytes[...]
    while let next = rest.firstIndex(of: UInt8(ascii: "<")) {
      if startsWithTag(bytes[next...]) { return true }
      rest = bytes[bytes.index(after: next)...]
    }
    return false
  }

  private static func startsWithTag(_ bytes: Substring.UTF8View) -> Bool {
    let names = ["<details", "</details", "<summary"]
    return names.contains { name in
      let start = bytes.prefix(name.utf8.count)
      return start.elementsEqual(name.utf8) { $0 == $1 || $0 &- 0x41 < 26 && $0 | 0x20 == $1 }
    }
  }

  private static func tag(at text: Substring) -> (Kind, Substring.Index)? {
    guard startsWithTag(text.utf8) else { return nil }
    let head = text.prefix(9).lowercased()
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

extension Substring {
  /// How many lines end in it.
  fileprivate var lineEnds: Int {
    utf8.contains { (0x0A...0x0D).contains($0) } ? count { $0.isNewline } : 0
  }
}
