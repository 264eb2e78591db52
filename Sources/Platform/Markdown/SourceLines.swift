/// The lines of a text as cmark counts them, for turning its byte columns into character columns.
struct SourceLines {
  /// The number of the first line in the document it came from.
  let firstLine: Int
  private(set) var bytes: [UInt8]
  /// Where each line starts in `bytes`.
  private let starts: [Int]

  init(_ text: String, firstLine: Int = 1) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.init(bytes: bytes, firstLine: firstLine)
  }

  private init(bytes: [UInt8], firstLine: Int) {
    self.firstLine = firstLine
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices {
      let isReturn = bytes[index] == UInt8(ascii: "\r")
      let endsPair = isReturn && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      if bytes[index] == UInt8(ascii: "\n") || isReturn && !endsPair { starts.append(index + 1) }
    }
    self.starts = starts
  }

  var count: Int { starts.count }

  /// The bytes of a line, counted from 0 in this text, with its line end.
  func line(_ index: Int) -> ArraySlice<UInt8> {
    guard starts.indices.contains(index) else { return [] }
    return bytes[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)]
  }

  /// The 1-based character column of a 1-based byte column in a line that is counted from 0.
  func column(ofByte byte: Int, line index: Int) -> Int {
    String(decoding: line(index).prefix(max(0, byte - 1)), as: UTF8.self).count + 1
  }

  /// The same lines with front matter, `---` to `---` at the very top, blanked out.
  var withoutFrontMatter: Self {
    let isFence = { (index: Int) in
      String(decoding: line(index), as: UTF8.self).split(whereSeparator: \.isWhitespace) == ["---"]
    }
    guard line(0).starts(with: [0x2D, 0x2D, 0x2D]), isFence(0),
      let end = (1..<max(2, count)).first(where: isFence), looksLikeYAML(1..<end)
    else { return self }
    var blanked = bytes
    for index in 0..<line(end).endIndex where bytes[index] != 0x0A && bytes[index] != 0x0D {
      blanked[index] = UInt8(ascii: " ")
    }
    return Self(bytes: blanked, firstLine: firstLine)
  }

  /// Whether the first written line is a `key:`; two rules around prose are not front matter.
  private func looksLikeYAML(_ lines: Range<Int>) -> Bool {
    for index in lines {
      let text = String(decoding: line(index), as: UTF8.self)
      guard let first = text.first(where: { !$0.isWhitespace }) else { continue }
      if first == "#" { continue }
      return text.split(separator: ":", maxSplits: 1).count == 2 || text.contains(":")
    }
    return true
  }
}
