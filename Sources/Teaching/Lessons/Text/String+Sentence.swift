extension String {
  /// The text up to its first full stop, on one line and without the stop.
  var firstSentence: String {
    let text = joinedLines
    let bytes = text.utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let after = bytes.index(after: index)
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
        guard after == bytes.endIndex || bytes[after] == 0x20 else { break }
        return String(text[..<(byte == UInt8(ascii: ".") ? index : after)])
      // 。, ！ and ？
      case 0xE3 where bytes[after] == 0x80 && bytes[bytes.index(after: after)] == 0x82:
        return String(text[..<index])
      case 0xEF where bytes[after] == 0xBC && [0x81, 0x9F].contains(bytes[bytes.index(after: after)]):
        return String(text[...index])
      default: break
      }
      index = after
    }
    return text
  }

  /// The text on one line; a line end becomes a space only between words that are written with spaces.
  var joinedLines: String {
    // Nothing ends a line but these bytes, and the first bytes of what else does.
    guard utf8.contains(where: { (0x0A...0x0D).contains($0) || $0 == 0xC2 || $0 == 0xE2 }) else {
      return trimmed
    }
    return split(whereSeparator: \.isNewline).map(\.trimmed).reduce("") { text, line in
      guard let last = text.last, let first = line.first else { return text + line }
      return text + (last.isASCII || first.isASCII ? " " : "") + line
    }
  }
}
