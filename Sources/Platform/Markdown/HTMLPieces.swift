/// Splits HTML at its `<details>` and `<summary>` tags, byte by byte.
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
    let bytes = Array(html.utf8)
    var pieces: [Piece] = []
    var (line, plainLine) = (firstLine, firstLine)
    var (index, start) = (0, 0)
    func endPlain() {
      let plain = bytes[start..<index]
      guard let written = firstWritten(in: plain) else { return }
      let text = plain.drop { isLineEnd($0) }
      let place = plainLine + lineEnds(in: bytes[start..<written])
      pieces.append(Piece(kind: .text(String(decoding: text, as: UTF8.self)), line: place))
    }
    while let next = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      line += lineEnds(in: bytes[index..<next])
      index = next
      guard let (kind, end) = tag(in: bytes, at: next) else {
        index = next + 1
        continue
      }
      endPlain()
      pieces.append(Piece(kind: kind, line: line))
      line += lineEnds(in: bytes[next..<end])
      (index, start, plainLine) = (end, end, line)
    }
    index = bytes.endIndex
    endPlain()
    return pieces
  }

  /// Whether any `<details>`, `</details>` or `<summary>` begins in the text.
  static func holdTag(_ html: String) -> Bool {
    let bytes = Array(html.utf8)
    return bytes.indices.contains { bytes[$0] == UInt8(ascii: "<") && tagName(in: bytes, at: $0) != nil }
  }

  private static let opening = Array("<details".utf8)
  private static let closing = Array("</details".utf8)
  private static let summary = Array("<summary".utf8)
  private static let summaryEnd = Array("</summary>".utf8)

  private enum TagName {
    case opening, closing, summary
  }

  private static func tagName(in bytes: [UInt8], at index: Int) -> TagName? {
    if holds(bytes, opening, at: index) { return .opening }
    if holds(bytes, closing, at: index) { return .closing }
    return holds(bytes, summary, at: index) ? .summary : nil
  }

  /// Whether these letters stand at an index, in either case.
  private static func holds(_ bytes: [UInt8], _ letters: [UInt8], at index: Int) -> Bool {
    guard index + letters.count <= bytes.count else { return false }
    for offset in letters.indices {
      let byte = bytes[index + offset]
      guard byte == letters[offset] || byte &- 0x41 < 26 && byte | 0x20 == letters[offset] else {
        return false
      }
    }
    return true
  }

  private static func tag(in bytes: [UInt8], at index: Int) -> (Kind, end: Int)? {
    guard let name = tagName(in: bytes, at: index),
      let close = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    switch name {
    case .opening: return (.opening, close + 1)
    case .closing: return (.closing, close + 1)
    case .summary:
      let (inner, after) = upToSummaryEnd(bytes, from: close + 1)
      return (.summary(plainText(of: inner)), after)
    }
  }

  private static func upToSummaryEnd(_ bytes: [UInt8], from start: Int) -> (ArraySlice<UInt8>, Int) {
    var index = start
    while let next = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      if holds(bytes, summaryEnd, at: next) { return (bytes[start..<next], next + summaryEnd.count) }
      index = next + 1
    }
    let lineEnd = bytes[start...].firstIndex { isLineEnd($0) } ?? bytes.endIndex
    return (bytes[start..<lineEnd], lineEnd)
  }

  private static func plainText(of html: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(html.count)
    var isInTag = false
    for byte in html {
      if byte == UInt8(ascii: "<") { isInTag = true }
      if !isInTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { isInTag = false }
    }
    let words = String(decoding: text, as: UTF8.self)
    // Most summaries are a few words with single blanks between them.
    if isPlain(text) { return words }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether there is no white space but single blanks between words.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    var (last, before): (UInt8, UInt8) = (0x20, 0x20)
    for byte in bytes {
      switch (last, before, byte) {
      case (_, 0x20, 0x20), (_, _, 0x00..<0x20): return false
      // The first bytes of the blanks beyond ASCII, such as U+3000.
      case (_, 0xC2, 0x85), (_, 0xC2, 0xA0), (_, 0xE1, 0x9A), (_, 0xE2, 0x80), (_, 0xE2, 0x81),
        (0xE3, 0x80, 0x80):
        return false
      default: (last, before) = (before, byte)
      }
    }
    return before != 0x20
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// How many lines end in some bytes.
  private static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int {
    var (count, before): (Int, UInt8) = (0, 0)
    for byte in bytes {
      if byte == 0x0D || byte == 0x0A && before != 0x0D { count += 1 }
      before = byte
    }
    return count
  }

  /// The place of the first character that is no white space.
  private static func firstWritten(in bytes: ArraySlice<UInt8>) -> Int? {
    guard let index = bytes.firstIndex(where: { $0 > 0x20 || $0 < 0x09 || (0x0E...0x1F).contains($0) }) else {
      return nil
    }
    guard bytes[index] >= 0x80 else { return index }
    // Beyond ASCII there are blanks too, such as U+3000.
    let text = String(decoding: bytes[index...], as: UTF8.self)
    guard let first = text.firstIndex(where: { !$0.isWhitespace }) else { return nil }
    return index + text.utf8.distance(from: text.startIndex, to: first)
  }
}
