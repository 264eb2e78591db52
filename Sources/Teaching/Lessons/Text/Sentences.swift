import Markdown

/// The sentences of a paragraph or a heading; what stands in code ends none of them.
struct Sentences {
  private let bytes: [UInt8]
  private let code: [Range<Int>]

  init(of block: Block) {
    bytes = Array(block.words.utf8)
    var code: [Range<Int>] = []
    switch block.kind {
    case .paragraph(let inlines), .heading(_, let inlines):
      var offset = 0
      Self.findCode(in: inlines, at: &offset, &code)
    default: break
    }
    self.code = code
  }

  /// Where code stands in the plain text of inlines.
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
    var stops = Stops(bytes: bytes, code: code[...])
    guard let stop = stops.next() else { return text(0..<bytes.count).joinedLines }
    // A point, or 。.
    let isFullStop = bytes[stop.lowerBound] == UInt8(ascii: ".") || bytes[stop.lowerBound] == 0xE3
    return text(0..<(isFullStop ? stop.lowerBound : stop.upperBound)).joinedLines
  }

  /// The last that says something, on one line and without its stop.
  var last: String {
    var stops = Stops(bytes: bytes, code: code[...])
    var (sentence, start) = ("", 0)
    while start < bytes.count {
      let stop = stops.next() ?? bytes.count..<bytes.count
      let words = text(start..<stop.lowerBound).trimmed
      if !words.isEmpty { sentence = words }
      start = stop.upperBound
    }
    return sentence.joinedLines
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// The places of a text's full stops, exclamation marks and question marks outside of code, of either width.
private struct Stops: IteratorProtocol {
  let bytes: [UInt8]
  /// Where code stands from the next place on.
  var code: ArraySlice<Range<Int>>
  private var index = 0

  init(bytes: [UInt8], code: ArraySlice<Range<Int>>) {
    self.bytes = bytes
    self.code = code
  }

  mutating func next() -> Range<Int>? {
    while index < bytes.count {
      if let span = code.first, index >= span.lowerBound {
        index = max(index, span.upperBound)
        code.removeFirst()
        continue
      }
      let (start, length) = (index, stopLength(at: index))
      index += max(1, length)
      if length > 0 { return start..<index }
    }
    return nil
  }

  /// How many bytes the stop has that stands at a place; 0 when none does.
  private func stopLength(at place: Int) -> Int {
    switch bytes[place] {
    case UInt8(ascii: "."): endsWord(at: place) && !isAbbreviation(at: place) ? 1 : 0
    case UInt8(ascii: "!"), UInt8(ascii: "?"): endsWord(at: place) ? 1 : 0
    // 。
    case 0xE3: follow(place, 0x80, 0x82) ? 3 : 0
    // ！ and ？
    case 0xEF: follow(place, 0xBC, 0x81) || follow(place, 0xBC, 0x9F) ? 3 : 0
    default: 0
    }
  }

  private func follow(_ place: Int, _ second: UInt8, _ third: UInt8) -> Bool {
    place + 2 < bytes.count && bytes[place + 1] == second && bytes[place + 2] == third
  }

  /// Whether a blank, a line end or nothing follows.
  private func endsWord(at place: Int) -> Bool {
    place + 1 == bytes.count || WhiteSpace.isBlank(bytes[place + 1])
  }

  /// Whether the point is the last of several, with one letter each in front or none: `e.g.`, `...`.
  private func isAbbreviation(at place: Int) -> Bool {
    guard place > 0 else { return false }
    if bytes[place - 1] == UInt8(ascii: ".") { return true }
    return place > 1 && bytes[place - 2] == UInt8(ascii: ".") && (bytes[place - 1] | 0x20) &- 0x61 < 26
  }
}
