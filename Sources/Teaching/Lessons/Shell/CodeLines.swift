/// The lines of code, whatever ends them in the file.
enum CodeLines {
  /// Without line ends; an empty line after the last one is none.
  static func of(_ text: String) -> [Substring] {
    guard let ends = ends(in: text) else {
      var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      if lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
    let utf8 = text.utf8
    var lines: [Substring] = []
    lines.reserveCapacity(ends.count + 1)
    var start = utf8.startIndex
    for end in ends {
      let end = utf8.index(utf8.startIndex, offsetBy: end)
      lines.append(text[start..<end])
      start = utf8.index(after: end)
    }
    if start < utf8.endIndex { lines.append(text[start...]) }
    return lines
  }

  /// The offsets of the line ends; nil where some are not just `\n`.
  private static func ends(in text: String) -> [Int]? {
    var ends: [Int] = []
    for (offset, byte) in Array(text.utf8).enumerated() where byte <= 0x0D {
      if byte == 0x0A { ends.append(offset) } else if byte == 0x0D { return nil }
    }
    return ends
  }
}
