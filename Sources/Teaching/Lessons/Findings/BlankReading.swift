import Markdown

/// Finds what learners must replace by something of their own.
struct BlankReading {
  private let sources: ChapterSources
  /// The shell variables that some command of the chapter sets.
  private let set: Set<String>

  init(sources: ChapterSources, pieces: [Piece]) {
    self.sources = sources
    var set = Self.wellKnown
    var codes: [CodeBlock] = []
    for piece in pieces { piece.block.forEachCode { codes.append($1) } }
    if codes.contains(where: { Self.usesVariables($0.text) }) {
      for code in codes where Self.maySet(code.text[...]) { set.formUnion(Self.variablesSet(in: code.text)) }
    }
    self.set = set
  }

  /// The blanks of some blocks, each once, in the order in which they first stand there.
  func blanks(in pieces: [Piece]) -> [Blank] {
    var order: [String] = []
    var found: [String: (name: String, form: Blank.Form, places: [SourcePlace])] = [:]
    for piece in pieces {
      guard let source = sources.lines(of: piece.file) else { continue }
      Self.forEachText(of: piece.block) { lines, isCode in
        for number in lines where BlankScanner.mayHoldBlanks(source.bytes(line: number), isCode) {
          let line = source.text(line: number)
          for match in BlankScanner(line, isCode: isCode, set: set).matches() {
            let place = SourcePlace(file: piece.file, line: number, column: match.column)
            if found[match.written] == nil { order.append(match.written) }
            found[match.written, default: (match.name, match.form, [])].places.append(place)
          }
        }
      }
    }
    return order.compactMap { written in
      found[written].map { Blank(name: $0.name, written: written, form: $0.form, places: $0.places) }
    }
  }

  /// Visits the lines of a block's texts, with whether they are code; what no shell reads has other uses for braces.
  private static func forEachText(of block: Block, _ visit: (ClosedRange<Int>, _ isCode: Bool) -> Void) {
    switch block.kind {
    case .code(let code): if code.shellKind != .other { visit(block.lines, true) }
    case .list(let list):
      for item in list.items {
        for inner in item.blocks { forEachText(of: inner, visit) }
      }
    case .quote(let blocks): for inner in blocks { forEachText(of: inner, visit) }
    case .details(let details): for inner in details.blocks { forEachText(of: inner, visit) }
    case .paragraph, .heading, .table: visit(block.lines, false)
    case .html, .thematicBreak: break
    }
  }

  private static let wellKnown: Set<String> = [
    "HOME", "PWD", "OLDPWD", "PATH", "USER", "SHELL", "HOSTNAME", "TERM", "LANG", "RANDOM", "UID", "EUID",
    "LOGNAME",
    "PS1", "IFS", "PPID", "SECONDS", "env", "EDITOR", "TMPDIR",
  ]

  private static let setters = PhraseFinder(
    ["export ", "read ", "for ", "local "])

  private static func maySet(_ text: Substring) -> Bool {
    text.utf8.contains(UInt8(ascii: "=")) || setters.isIn(text)
  }

  /// Whether a `$` stands in front of a name.
  private static func usesVariables(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      if before == UInt8(ascii: "$"),
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "_") || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
      {
        return true
      }
      before = byte
    }
    return false
  }

  /// `NAME=…`, `export NAME`, `read NAME`, `for NAME in`.
  private static func variablesSet(in text: String) -> [String] {
    var names: [String] = []
    for line in CodeLines.of(text) where maySet(line) {
      let words = line.split { " \t;&|(".contains($0) }
      for (index, word) in words.enumerated() {
        if let equals = word.firstIndex(of: "=") { names.append(String(word[..<equals].drop { $0 == "$" })) }
        if index > 0, ["export", "read", "for", "-r", "-p", "local"].contains(words[index - 1]) {
          names.append(String(word))
        }
        // PowerShell writes `$name = …`.
        if word.hasPrefix("$"), index + 1 < words.count, words[index + 1] == "=" {
          names.append(String(word.dropFirst()))
        }
      }
    }
    return names
  }
}

/// Looks for blanks in one line.
struct BlankScanner {
  private let line: String
  private let isCode: Bool
  private let set: Set<String>

  struct Match {
    let name: String
    let written: String
    let form: Blank.Form
    let column: Int
  }

  init(_ line: String, isCode: Bool, set: Set<String>) {
    self.line = line
    self.isCode = isCode
    self.set = set
  }

  /// Whether a line has any of the signs or words that blanks have.
  static func mayHoldBlanks(_ line: ArraySlice<UInt8>, _ isCode: Bool) -> Bool {
    var (before, holdsCode): (UInt8, Bool) = (0, isCode)
    for byte in line {
      switch before {
      case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "$"):
        // A prompt, JSON and a here-document go on with something else.
        if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 || byte == UInt8(ascii: "{")
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        {
          return true
        }
      default: break
      }
      if byte == UInt8(ascii: "`") { holdsCode = true }
      before = byte
    }
    return holdsCode && capitalFinder.isIn(line)
  }

  func matches() -> [Match] {
    let characters = Array(line)
    var (matches, index, isInSpan): ([Match], Int, Bool) = ([], 0, false)
    while index < characters.count {
      let before = index > 0 ? characters[index - 1] : " "
      if characters[index] == "`" { isInSpan.toggle() }
      if let (match, end) = match(characters, at: index, before: before, isCode: isCode || isInSpan) {
        matches.append(match)
        index = end
      } else {
        index += 1
      }
    }
    return matches
  }

  private func match(_ line: [Character], at index: Int, before: Character, isCode: Bool) -> (Match, Int)? {
    switch line[index] {
    case "{" where before != "$" && before != "{" && before != "%" && before != "#":
      return enclosed(line, index, "}", .braces) { Self.isBraceName($0) }
    case "<" where before != "<" && before != "(":
      return enclosed(line, index, ">", .angles) { Self.isAngleName($0, isCode: isCode) }
    case "$" where isCode && before != "\\" && before != "$": return variable(line, index)
    case "A"..."Z", "x":
      guard isCode, !before.isLetter, !before.isNumber, before != "_", before != "$", before != "{" else {
        return nil
      }
      return capitals(line, index)
    default: return nil
    }
  }

  private func enclosed(
    _ line: [Character], _ index: Int, _ close: Character, _ form: Blank.Form, _ isName: (String) -> Bool
  ) -> (Match, Int)? {
    guard let end = line[(index + 1)...].prefix(44).firstIndex(of: close), end > index + 1 else { return nil }
    let name = String(line[(index + 1)..<end])
    guard isName(name) else { return nil }
    let written = String(line[index...end])
    return (Match(name: name, written: written, form: form, column: index + 1), end + 1)
  }

  private static func isBraceName(_ name: String) -> Bool {
    guard name.first?.isWhitespace == false, name.last?.isWhitespace == false,
      name.contains(where: \.isLetter)
    else {
      return false
    }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -_ー・の".contains($0) }) else { return false }
    return !["print", "exec", "execute", "copy"].contains(name.lowercased())
  }

  private static let tags: Set<String> = [
    "a", "abbr", "b", "big", "blockquote", "body", "br", "button", "center", "code", "dd", "del", "details",
    "div", "dl",
    "dt", "em", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
    "i", "iframe",
    "img", "input", "ins", "kbd", "label", "li", "link", "main", "mark", "meta", "nav", "ol", "p", "path",
    "picture", "pre",
    "s", "samp", "script", "section", "small", "source", "span", "strong", "style", "sub", "summary", "sup",
    "svg", "table",
    "tbody", "td", "th", "thead", "title", "tr", "tt", "u", "ul", "var", "video", "none", "missing", "nil",
    "eof",
  ]

  private static func isAngleName(_ name: String, isCode: Bool) -> Bool {
    guard let first = name.first, first.isLetter, name.last?.isWhitespace == false else { return false }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -_.".contains($0) }) else { return false }
    let word = name.split { $0 == " " || $0 == "." }.first?.lowercased() ?? ""
    guard !tags.contains(word) else { return false }
    return isCode || name.contains { "-_ ".contains($0) } || name.contains { !$0.isASCII }
  }

  private func variable(_ line: [Character], _ index: Int) -> (Match, Int)? {
    let isBraced = index + 1 < line.count && line[index + 1] == "{"
    let start = isBraced ? index + 2 : index + 1
    guard start < line.count, line[start].isASCII, line[start].isLetter || line[start] == "_" else {
      return nil
    }
    let letters = line[start...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    var end = letters.endIndex
    if isBraced {
      guard end < line.count, line[end] == "}" else { return nil }
      end += 1
    }
    let name = String(letters)
    guard !set.contains(name) else { return nil }
    let written = String(line[index..<end])
    return (Match(name: name, written: written, form: .variable, column: index + 1), end)
  }

  private static let words: Set<String> = [
    "USERNAME", "CONTAINER_ID", "CONTAINERID", "CONTAINER_NAME", "IMAGE_ID", "IMAGE_NAME", "DOCKERID",
    "DOCKER_ID",
    "DOCKER_USER", "DOCKERHUB_USERNAME", "HOST_NAME", "HOST_IP", "IP_ADDRESS", "SERVER_IP", "NODE_IP",
    "NAMESPACE_NAME",
    "PROJECT_ID", "REGISTRY_HOST",
  ]

  private static let capitalFinder = PhraseFinder(
    words.map { $0.lowercased() } + ["your_", "your-", "my_", "xxxx"])

  /// `YOUR_NAME`, `USERNAME`, `xxxxxxxx`.
  private func capitals(_ line: [Character], _ index: Int) -> (Match, Int)? {
    let word = line[index...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    let text = String(word)
    let isYours =
      (text.hasPrefix("YOUR_") || text.hasPrefix("YOUR-") || text.hasPrefix("MY_"))
      && text.uppercased() == text
    let isUnknown = text.count >= 4 && text.allSatisfy { $0 == "x" }
    let follows = word.endIndex < line.count ? line[word.endIndex] : " "
    guard isYours || isUnknown || Self.words.contains(text), follows != "=" else { return nil }
    return (Match(name: text, written: text, form: .capitals, column: index + 1), word.endIndex)
  }
}
