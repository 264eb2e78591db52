extension String {
  /// The text without white space at both ends.
  var trimmed: String {
    let part = self[...].withoutEnds
    return part.utf8.count == utf8.count ? self : String(part)
  }
}

extension Substring {
  /// The text without white space at both ends.
  var trimmed: String { String(withoutEnds) }

  fileprivate var withoutEnds: Substring {
    let bytes = utf8
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end, let length = WhiteSpace.length(atStartOf: bytes[start..<end]) {
      bytes.formIndex(&start, offsetBy: length)
    }
    while start < end, let length = WhiteSpace.length(atEndOf: bytes[start..<end]) {
      bytes.formIndex(&end, offsetBy: -length)
    }
    return self[start..<end]
  }
}

extension StringProtocol {
  /// Whether the text starts with just these bytes; much faster than asking for the same characters.
  func startsWithBytes(of start: String) -> Bool {
    let bytes = utf8
    var index = bytes.startIndex
    for byte in start.utf8 {
      guard index < bytes.endIndex, bytes[index] == byte else { return false }
      bytes.formIndex(after: &index)
    }
    return true
  }

  /// Whether there is nothing but white space.
  var isBlank: Bool {
    for byte in utf8 where !WhiteSpace.isBlank(byte) {
      return byte < 0x80 ? false : allSatisfy(\.isWhitespace)
    }
    return true
  }

  /// The text without blanks and tabs at its start.
  var withoutIndent: SubSequence {
    var index = startIndex
    while index < endIndex, utf8[index] == 0x20 || utf8[index] == 0x09 { utf8.formIndex(after: &index) }
    return self[index...]
  }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
  /// Whether the text ends with just these bytes.
  func endsWithBytes(of end: String) -> Bool {
    utf8.last == end.utf8.last && utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
  }
}
