/// The lines of a text as cmark counts them, for turning its byte columns into character columns.
package struct SourceLines: Sendable {
  /// The number of the first line in the document it came from.
  package let firstLine: Int
  private(set) var bytes: [UInt8]
  /// Where each line starts in `bytes`.
  private var starts: [Int]
  /// The lines of the front matter between its two fences.
  private(set) package var frontMatter: [String] = []
  /// What stood in double braces after the closing of a fence (`{{exec}}`), by the line's index.
  private(set) var annotations: [Int: String] = [:]

  /// Reads a text; a byte-order mark does not count as a character of its first line.
  package init(_ text: String, firstLine: Int = 1) {
    self.firstLine = firstLine
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
    starts = Self.starts(in: bytes.span)
  }

  /// A whole document's text, made ready for cmark: front matter is blanked out, and so is what stands behind the
  /// closing of a fence, so that it closes.
  package init(document text: String) {
    self.init(text)
    blankFrontMatter()
    closeFences()
  }

  private static func starts(in bytes: Span<UInt8>) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32)
    for index in bytes.indices {
      let byte = bytes[index]
      if byte > 0x0D { continue }
      let endsPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if byte == 0x0A || byte == 0x0D && !endsPair { starts.append(index + 1) }
    }
    return starts
  }

  package var count: Int { starts.count }

  /// The bytes of a line, counted from 0 in this text, with its line end.
  func line(_ index: Int) -> ArraySlice<UInt8> {
    guard starts.indices.contains(index) else { return [] }
    return bytes[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)]
  }

  /// The bytes of a line without its line end.
  func content(_ index: Int) -> ArraySlice<UInt8> {
    let line = line(index)
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
    return line[..<end]
  }

  /// The bytes of a line of the document by its 1-based number, without its line end; none when there is no such line.
  package func bytes(line number: Int) -> ArraySlice<UInt8> { content(number - firstLine) }

  /// The text of a line of the document by its 1-based number, without its line end; empty when there is none.
  package func text(line number: Int) -> String {
    String(decoding: content(number - firstLine), as: UTF8.self)
  }

  /// The lines of the document between two 1-based numbers, as one text; every line end is `\n`.
  func text(lines numbers: ClosedRange<Int>) -> String {
    numbers.map { text(line: $0) + "\n" }.joined()
  }

  /// The 1-based character column of a 1-based byte column in a line that is counted from 0.
  func column(ofByte byte: Int, line index: Int) -> Int {
    let before = line(index).prefix(max(0, byte - 1))
    // A byte-order mark, line ends and combining characters never stand here in what is plain ASCII.
    if before.allSatisfy({ $0 < 0x80 && $0 >= 0x20 || $0 == 0x09 }) { return before.count + 1 }
    return String(decoding: before, as: UTF8.self).count + 1
  }

  /// Replaces bytes of one line by spaces; line ends stay.
  private mutating func blank(_ range: Range<Int>) {
    for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = 0x20 }
  }
}

extension SourceLines {
  /// Blanks out front matter, `---` to `---` or `+++` to `+++` at the very top.
  private mutating func blankFrontMatter() {
    guard let mark = line(0).first, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "+") else { return }
    let fence = String(repeating: Character(Unicode.Scalar(mark)), count: 3)
    guard isOnly(fence, 0), let end = (1..<max(2, count)).first(where: { isOnly(fence, $0) }),
      looksLikeSettings(1..<end, sign: mark == UInt8(ascii: "-") ? ":" : "=")
    else { return }
    frontMatter = (1..<end).map { String(decoding: content($0), as: UTF8.self) }
    blank(0..<line(end).endIndex)
  }

  /// Whether a line holds one word and nothing else.
  private func isOnly(_ word: String, _ index: Int) -> Bool {
    let content = content(index)
    guard content.first == word.utf8.first else { return false }
    return String(decoding: content, as: UTF8.self).split(whereSeparator: \.isWhitespace) == [word[...]]
  }

  /// Whether the first written line is a `key:`; two rules around prose are not front matter.
  private func looksLikeSettings(_ lines: Range<Int>, sign: Character) -> Bool {
    for index in lines {
      let text = String(decoding: content(index), as: UTF8.self)
      guard let first = text.first(where: { !$0.isWhitespace }) else { continue }
      if first == "#" || first == "[" { continue }
      return text.contains(sign)
    }
    return true
  }

  /// Blanks out `{{exec}}` and its kin behind the closing of a fence, and keeps what it said.
  ///
  /// Killercoda's documentation, "Markdown Extensions"; CommonMark lets nothing follow a closing fence.
  private mutating func closeFences() {
    let open = UInt8(ascii: "{")
    var next = bytes.startIndex
    while let brace = bytes[next...].firstIndex(of: open) {
      next = brace + 1
      guard next < bytes.endIndex, bytes[next] == open, let index = lineIndex(ofByte: brace) else { continue }
      let before = line(index)[..<brace].drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
      let content = content(index)
      guard let mark = before.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
        before.count >= 3, before.allSatisfy({ $0 == mark || $0 == 0x20 }),
        before.prefix(3).allSatisfy({ $0 == mark }),
        let end = content.lastIndex(of: UInt8(ascii: "}")), end > next
      else { continue }
      let words = bytes[(next + 1)...end].filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
      annotations[index] = String(decoding: words, as: UTF8.self)
      blank(brace..<content.endIndex)
      next = content.endIndex
    }
  }

  /// The index of the line in which a byte stands.
  private func lineIndex(ofByte offset: Int) -> Int? {
    var (low, high) = (0, starts.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low < starts.count ? low : nil
  }
}
