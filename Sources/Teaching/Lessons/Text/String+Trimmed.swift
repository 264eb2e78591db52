extension StringProtocol {
  /// The text without white space at both ends.
  var trimmed: String {
    // Most texts start and end with a letter of ASCII's, which takes no look at whole characters.
    if isPrintable(utf8.first), let last, last.isASCII, !last.isWhitespace { return String(self) }
    guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[first...last])
  }

  private func isPrintable(_ byte: UInt8?) -> Bool {
    byte.map { (0x21..<0x7F).contains($0) } ?? false
  }

  /// The text without blanks and tabs at its start.
  var withoutIndent: SubSequence {
    var index = startIndex
    while index < endIndex, utf8[index] == 0x20 || utf8[index] == 0x09 { utf8.formIndex(after: &index) }
    return self[index...]
  }
}
