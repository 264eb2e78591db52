import Markdown

/// The sentences of a paragraph or a heading; what stands in code ends none of them.
struct Sentences {
  private let text: String
  private let code: [Range<String.Index>]

  init(of block: Block) {
    text = block.words
    var code: [Range<Int>] = []
    switch block.kind {
    case .paragraph(let inlines), .heading(_, let inlines):
      var offset = 0
      Self.findCode(in: inlines, at: &offset, &code)
    default: break
    }
    self.code = code.map { [bytes = text.utf8] in
      bytes.index(
        bytes.startIndex, offsetBy: $0.lowerBound)..<bytes.index(bytes.startIndex, offsetBy: $0.upperBound)
    }
  }

  /// Where code stands in the plain text of inlines, counted in bytes.
  private static func findCode(in inlines: [Inline], at offset: inout Int, _ found: inout [Range<Int>]) {
    for inline in inlines {
      switch inline {
      case .code(let code):
        found.append(offset..<(offset + code.utf8.count))
        offset += code.utf8.count
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(let inner, _),
        .image(let inner, _):
        findCode(in: inner, at: &offset, &found)
      case .text, .html, .softBreak, .lineBreak: offset += inline.plainText.utf8.count
      }
    }
  }

  /// The first one, on one line and without its full stop; other stops stay.
  var first: String {
    var stops = Stops(text: text, code: code[...])
    guard let stop = stops.next() else { return text.joinedLines }
    let isFullStop = text[stop] == "." || text[stop] == "。"
    return String(text[..<(isFullStop ? stop.lowerBound : stop.upperBound)]).joinedLines
  }

  /// The last that says something, on one line and without its stop.
  var last: String {
    var stops = Stops(text: text, code: code[...])
    var (sentence, start) = ("", text.startIndex)
    while start < text.endIndex {
      let stop = stops.next() ?? text.endIndex..<text.endIndex
      let words = text[start..<stop.lowerBound].trimmed
      if !words.isEmpty { sentence = words }
      start = stop.upperBound
    }
    return sentence.joinedLines
  }
}

/// The places of a text's full stops, exclamation marks and question marks outside of code, of either width.
private struct Stops: IteratorProtocol {
  let text: String
  /// Where code stands from the next place on.
  var code: ArraySlice<Range<String.Index>>
  private var index: String.Index

  init(text: String, code: ArraySlice<Range<String.Index>>) {
    self.text = text
    self.code = code
    index = text.startIndex
  }

  mutating func next() -> Range<String.Index>? {
    while index < text.utf8.endIndex {
      if let span = code.first, index >= span.lowerBound {
        index = max(index, span.upperBound)
        code.removeFirst()
        continue
      }
      let start = index
      let length = stopLength(at: start)
      text.utf8.formIndex(&index, offsetBy: max(1, length))
      if length > 0 { return start..<index }
    }
    return nil
  }

  /// How many bytes the stop has that stands at a place; 0 when none does.
  private func stopLength(at place: String.Index) -> Int {
    let bytes = text.utf8
    switch bytes[place] {
    case UInt8(ascii: "."): return endsWord(at: place) && !isAbbreviation(at: place) ? 1 : 0
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return endsWord(at: place) ? 1 : 0
    case 0xE3, 0xEF: return ["。", "！", "？"].contains { text[place...].startsWithBytes(of: $0) } ? 3 : 0
    default: return 0
    }
  }

  /// Whether a blank, a line end or nothing follows.
  private func endsWord(at place: String.Index) -> Bool {
    let bytes = text.utf8[place...].dropFirst()
    return bytes.first.map(WhiteSpace.isBlank) ?? true
  }

  /// Whether the point is the last of several, with one letter each in front or none: `e.g.`, `...`.
  private func isAbbreviation(at place: String.Index) -> Bool {
    let before = text.utf8[..<place].suffix(2)
    guard let last = before.last, last != UInt8(ascii: ".") else { return !before.isEmpty }
    return before.count == 2 && before.first == UInt8(ascii: ".") && (last | 0x20) &- 0x61 < 26
  }
}
