extension String {
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
