extension String {
  /// The text on one line; a line end becomes a space only between words that are written with spaces.
  var joinedLines: String {
    let lines = utf8.split { (0x0A...0x0D).contains($0) }
    guard lines.count > 1 else { return trimmed }
    var text = ""
    for line in lines.lazy.map({ Substring($0).trimmed }) where !line.isEmpty {
      if let last = text.utf8.last, let first = line.utf8.first, last < 0x80 || first < 0x80 { text += " " }
      text += line
    }
    return text
  }
}
