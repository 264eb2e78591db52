/// The lines of code, whatever ends them in the file.
enum CodeLines {
  /// Without line ends; an empty line after the last one is none.
  static func of(_ text: String) -> [Substring] {
    let utf8 = text.utf8
    guard !utf8.contains(0x0D) else {
      var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      if lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
    var lines: [Substring] = []
    var start = utf8.startIndex
    while let end = utf8[start...].firstIndex(of: 0x0A) {
      lines.append(text[start..<end])
      start = utf8.index(after: end)
    }
    if start < utf8.endIndex { lines.append(text[start...]) }
    return lines
  }
}
