/// Reads one command with the lines that continue it.
struct ShellCommandReader {
  private let rows: ShellRows
  /// The command so far; lines are parted by `\n`.
  private(set) var line: String
  /// The row after the command's last.
  private(set) var next: Int
  private(set) var hasBlankAfterBackslash = false
  /// The last row of the command so far.
  private var row: String
  /// Loops and quoted texts are never longer than this, so that no text is searched to its end again and again.
  private static let mostRows = 60

  init(_ rows: ShellRows, from row: Int, text: Substring) {
    self.rows = rows
    line = text.trimmed
    self.row = line
    next = row + 1
    hasBlankAfterBackslash = line.hasSuffix("\\") && text.last != "\\"
  }

  mutating func readWhole() {
    readContinuedLines()
    readQuotedLines()
    readLoop()
    readHereDocuments()
  }

  /// Lines after `\`, and after the signs with which Windows shells continue a line.
  private mutating func readContinuedLines() {
    while isContinued, next < rows.lines.count {
      let text = rows.lines[next]
      row = text.trimmed
      if row.hasSuffix("\\"), text.last != "\\" { hasBlankAfterBackslash = true }
      // `> ` is how Unix shells ask for the rest, `>> ` how PowerShell does.
      let sign = row.prefix { $0 == ">" }.count
      let isPrompt = (1...2).contains(sign) && row.dropFirst(sign).first == " "
      line += "\n" + (isPrompt ? row.dropFirst(sign).trimmed : row)
      next += 1
    }
  }

  private var isContinued: Bool {
    guard let last = row.utf8.last else { return false }
    switch last {
    case UInt8(ascii: "\\"), UInt8(ascii: "|"): return true
    case UInt8(ascii: "`"), UInt8(ascii: "^"):
      // A backtick that stands alone at the end is PowerShell's; one of a pair encloses a command.
      return row.utf8.dropLast().last == 0x20 && row.utf8.count { $0 == last } % 2 == 1
    case UInt8(ascii: "&"): return row.hasSuffix("&&")
    default: return false
    }
  }

  /// Lines up to the quote that closes one which is open at the end of the command.
  private mutating func readQuotedLines() {
    guard !line.utf8.contains(UInt8(ascii: "<")) || line.firstRange(of: "<<") == nil,
      let quote = Self.openQuote(line)
    else { return }
    guard let last = rows.lines[next...].prefix(Self.mostRows).firstIndex(where: { $0.contains(quote) })
    else {
      return
    }
    guard !rows.lines[next...last].contains(where: { Prompt($0)?.isSure == true }) else { return }
    line += rows.lines[next...last].map { "\n" + $0 }.joined()
    row = rows.lines[last].trimmed
    next = last + 1
    readContinuedLines()
  }

  /// The quote that is still open at the end of a line.
  private static func openQuote(_ line: String) -> Character? {
    var open: UInt8?
    var (isEscaped, before): (Bool, UInt8) = (false, 0x20)
    for byte in line.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), open != UInt8(ascii: "'") {
        isEscaped = true
      } else if byte == open {
        open = nil
      } else if open == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        open = byte
      } else if open == nil, byte == UInt8(ascii: "#"), before == 0x20 {
        // What follows is a comment, which may hold an apostrophe.
        return nil
      }
      before = byte
    }
    return open.map { Character(Unicode.Scalar($0)) }
  }

  /// Lines up to `done` or `fi`.
  private mutating func readLoop() {
    guard let word = ["for", "while", "until", "if"].first(where: line.startsWithBytes),
      line.dropFirst(word.count).first?.isLetter != true
    else { return }
    let end = word == "if" ? "fi" : "done"
    let words = { (text: String) in text.split { $0 == " " || $0 == ";" || $0 == "\n" } }
    guard !words(line).contains(end[...]) else { return }
    guard
      let last = rows.lines[next...].prefix(Self.mostRows).firstIndex(where: {
        words($0.trimmed).first == end[...]
      })
    else {
      return
    }
    line += rows.lines[next...last].map { "\n" + $0.trimmed }.joined()
    next = last + 1
  }

  /// The bodies of the here-documents that the command opens.
  private mutating func readHereDocuments() {
    guard line.utf8.contains(UInt8(ascii: "<")) else { return }
    var rest = line[...]
    while let (end, after) = Self.hereDocumentEnd(rest) {
      rest = line[after...]
      guard let last = rows.hereDocumentEnd(end, from: next) else { return }
      let hasPrompts = rows.lines[next...last].allSatisfy { $0.hasPrefix("> ") || $0 == ">" }
      let body = rows.lines[next...last].map { hasPrompts ? String($0.dropFirst(2)) : String($0) }
      let position = line.utf8.distance(from: line.startIndex, to: after)
      line += body.map { "\n" + $0 }.joined()
      rest = line[line.utf8.index(line.startIndex, offsetBy: position)...].prefix { $0 != "\n" }
      next = last + 1
    }
  }

  static func unprompted(_ line: Substring) -> String {
    let text = line.trimmed
    return text.hasPrefix("> ") ? String(text.dropFirst(2)) : text
  }

  /// The word that ends a here-document, and where it ends itself.
  private static func hereDocumentEnd(_ command: Substring) -> (String, Substring.Index)? {
    guard let mark = command.firstRange(of: "<<"), !command[mark.upperBound...].hasPrefix("<") else {
      return nil
    }
    let start = command[mark.upperBound...].drop { "-'\"\\ ".contains($0) }
    let word = start.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return word.isEmpty ? nil : (String(word), word.endIndex)
  }
}
