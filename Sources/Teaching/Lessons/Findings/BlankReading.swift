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
    let bytes = line.utf8
    var matches: [Match] = []
    var (index, before, isInSpan) = (bytes.startIndex, UInt8(ascii: " "), false)
    // Up to where characters are counted, and how many there are.
    var (counted, count) = (bytes.startIndex, 0)
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "`") { isInSpan.toggle() }
      guard let found = found(at: index, byte, before: before, isCode: isCode || isInSpan) else {
        before = byte
        bytes.formIndex(after: &index)
        continue
      }
      count += line.distance(from: counted, to: index)
      let written = line[index..<found.end]
      matches.append(
        Match(name: String(found.name), written: String(written), form: found.form, column: count + 1))
      before = written.utf8.last ?? byte
      (counted, index) = (index, found.end)
    }
    return matches
  }

  private typealias Found = (name: Substring, form: Blank.Form, end: String.Index)

  private func found(at index: String.Index, _ byte: UInt8, before: UInt8, isCode: Bool) -> Found? {
    switch byte {
    case UInt8(ascii: "{") where !"${%#".utf8.contains(before):
      return enclosed(line[index...], by: "}", .braces) { Self.isBraceName($0) }
    case UInt8(ascii: "<") where !"<(".utf8.contains(before):
      return enclosed(line[index...], by: ">", .angles) { Self.isAngleName($0, isCode: isCode) }
    case UInt8(ascii: "$") where isCode && !"\\$".utf8.contains(before): return variable(line[index...])
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "x"):
      guard isCode, !Self.isPartOfName(before), !"${".utf8.contains(before), !followsLetter(index, before)
      else {
        return nil
      }
      return capitals(line[index...])
    default: return nil
    }
  }

  /// Whether a byte is one of ASCII's letters or digits, or a low line.
  private static func isPartOfName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
  }

  /// Whether a letter or a digit beyond ASCII stands in front of a place.
  private func followsLetter(_ index: String.Index, _ before: UInt8) -> Bool {
    guard before >= 0x80, let last = line[..<index].last else { return false }
    return last.isLetter || last.isNumber
  }

  private func enclosed(
    _ text: Substring, by close: Character, _ form: Blank.Form, _ isName: (Substring) -> Bool
  ) -> Found? {
    let inside = text.dropFirst().prefix(44)
    guard let end = inside.firstIndex(of: close), isName(inside[..<end]) else { return nil }
    return (inside[..<end], form, inside.index(after: end))
  }

  private static func isBraceName(_ name: Substring) -> Bool {
    guard name.first?.isWhitespace == false, name.last?.isWhitespace == false,
      name.contains(where: \.isLetter)
    else {
      return false
    }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || between.contains($0) }) else { return false }
    return !["print", "exec", "execute", "copy"].contains(name.lowercased())
  }

  private static let between: Signs = " -_ー・の"

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

  private static func isAngleName(_ name: Substring, isCode: Bool) -> Bool {
    guard let first = name.first, first.isLetter, name.last?.isWhitespace == false else { return false }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -_.".contains($0) }) else { return false }
    let word = name.split { $0 == " " || $0 == "." }.first?.lowercased() ?? ""
    guard !tags.contains(word) else { return false }
    return isCode || name.contains { "-_ ".contains($0) } || name.contains { !$0.isASCII }
  }

  /// `$NAME` or `${NAME}`.
  private func variable(_ text: Substring) -> Found? {
    var name = text.utf8.dropFirst()
    let isBraced = name.first == UInt8(ascii: "{")
    if isBraced { name.removeFirst() }
    guard let first = name.first, first &- 0x30 >= 10 else { return nil }
    name = name.prefix(while: Self.isPartOfName)
    var end = name.endIndex
    if isBraced {
      guard end < text.endIndex, text.utf8[end] == UInt8(ascii: "}") else { return nil }
      text.utf8.formIndex(after: &end)
    }
    guard !name.isEmpty, !set.contains(String(Substring(name))) else { return nil }
    return (Substring(name), .variable, end)
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
  private func capitals(_ text: Substring) -> Found? {
    let word = Substring(text.utf8.prefix { Self.isPartOfName($0) || $0 == UInt8(ascii: "-") })
    let isYours =
      ["YOUR_", "YOUR-", "MY_"].contains(where: word.startsWithBytes)
      && !word.utf8.contains { $0 &- 0x61 < 26 }
    let isUnknown = word.utf8.count >= 4 && word.utf8.allSatisfy { $0 == UInt8(ascii: "x") }
    guard isYours || isUnknown || Self.words.contains(String(word)),
      text[word.endIndex...].utf8.first != UInt8(ascii: "=")
    else { return nil }
    return (word, .capitals, word.endIndex)
  }
}
