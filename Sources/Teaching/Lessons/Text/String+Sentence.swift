extension String {
  /// The text up to its first full stop, on one line and without the stop.
  var firstSentence: String {
    let characters = Array(joinedLines)
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : nil
      switch character {
      case "。": return String(characters[..<index])
      case "！", "？": return String(characters[...index])
      case "!", "?":
        if next == nil || next == " " { return String(characters[...index]) }
      case ".":
        if next == nil || next == " " { return String(characters[..<index]) }
      default: continue
      }
    }
    return String(characters)
  }

  /// The text on one line; a line end becomes a space only between words that are written with spaces.
  var joinedLines: String {
    split(whereSeparator: \.isNewline).map(\.trimmed).reduce("") { text, line in
      guard let last = text.last, let first = line.first else { return text + line }
      return text + (last.isASCII || first.isASCII ? " " : "") + line
    }
  }
}
