import Archive
import Basics

/// A recording of a terminal, turned into the lines that stood on it.
enum Recording {
  /// The lines of a recording by `script(1)` or asciinema, or of text with commands for a terminal in it; else `nil`.
  static func lines(of bytes: [UInt8], limit: Int) throws(SubmissionProblem) -> [ScreenLine]? {
    let start = bytes.drop {
      $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF
    }
    if start.first == UInt8(ascii: "{"), let cast = try Asciicast.lines(of: bytes, limit: limit) {
      return cast
    }
    let isTypescript = start.starts(with: Array("Script started on ".utf8))
    guard isTypescript || bytes.contains(0x1B) || bytes.contains(0x08) else { return nil }
    return try typescript(bytes, limit: limit)
  }

  /// util-linux, script(1): a heading line, what the terminal received, and a closing line.
  private static func typescript(_ bytes: [UInt8], limit: Int) throws(SubmissionProblem) -> [ScreenLine] {
    let text = TextBytes.repaired(bytes.filter { $0 != 0 })
    let heading = text.prefix(500).prefix { $0 != "\n" && $0 != "\r\n" }
    let width = number(named: "COLUMNS", in: heading) ?? 80
    let height = number(named: "LINES", in: heading) ?? 24
    // Editors and version control rewrite CR LF as LF; then every LF begins a line.
    let hasReturns = text.utf8.contains(0x0D)
    var screen = TerminalScreen(width: width, height: height, limit: limit)
    var line = 1
    screen.advance(toSource: line)
    for scalar in text.unicodeScalars {
      if scalar == "\n", !hasReturns { screen.feed("\r") }
      screen.feed(scalar)
      guard scalar == "\n" else { continue }
      line += 1
      screen.advance(toSource: line)
    }
    return try screen.lines().filter { !isFrame($0.text) }
  }

  private static func isFrame(_ text: String) -> Bool {
    text.hasPrefix("Script started on ") || text.hasPrefix("Script done on ")
      || text.hasPrefix("Script started, output file is") || text.hasPrefix("Script done, output file is")
  }

  /// The number in `COLUMNS="80"`.
  private static func number(named name: String, in heading: Substring) -> Int? {
    guard let range = heading.firstRange(of: "\(name)=\"") else { return nil }
    return Int(heading[range.upperBound...].prefix { $0.isNumber })
  }
}

/// asciicast files, as asciinema records them.
///
/// "asciicast v2" and "asciicast v3" in asciinema's manual: a header as one line of JSON, then one line for each event.
enum Asciicast {
  /// The lines that stood on the terminal; `nil` when the header is not one of an asciicast.
  static func lines(of bytes: [UInt8], limit: Int) throws(SubmissionProblem) -> [ScreenLine]? {
    let events = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let first = events.first, first.count < 100_000, let header = try? JSONValue(parsing: first),
      let version = header["version"]?.int
    else { return nil }
    guard version == 2 || version == 3 else { throw .brokenRecording(line: 1) }
    let size = version == 3 ? header["term"] : header
    let width = size?[version == 3 ? "cols" : "width"]?.int ?? 80
    let height = size?[version == 3 ? "rows" : "height"]?.int ?? 24
    var screen = TerminalScreen(width: width, height: height, limit: limit)
    for (index, event) in events.enumerated().dropFirst() {
      guard let text = try output(event, line: index + 1, isLast: index == events.count - 1) else { continue }
      screen.feed(text, source: index + 1)
    }
    return try screen.lines()
  }

  /// What the terminal was sent by this event; `nil` for every other kind of event.
  private static func output(
    _ event: ArraySlice<UInt8>, line: Int, isLast: Bool
  ) throws(SubmissionProblem) -> String? {
    // Version 3 allows comments.
    guard let first = event.first(where: { $0 != 0x20 && $0 != 0x0D }), first != UInt8(ascii: "#") else {
      return nil
    }
    guard let json = try? JSONValue(parsing: event), let fields = json.array, fields.count >= 3,
      let code = fields[1].string, let data = fields[2].string
    else {
      // A recorder that was killed leaves its last line torn.
      guard isLast else { throw .brokenRecording(line: line) }
      return nil
    }
    return code == "o" ? data : nil
  }
}
