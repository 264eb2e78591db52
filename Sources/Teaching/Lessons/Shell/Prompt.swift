/// What a shell prints before it takes a command, and what is typed after it.
struct Prompt {
  let typed: Substring
  /// How many characters of the line stand before what is typed.
  let width: Int
  /// The host that the prompt names.
  var host: String?
  var kind = Kind.dollar

  /// The families of prompts; only the first two never stand at the start of other text.
  enum Kind {
    case dollar
    case windows
    /// `# `, which is a comment elsewhere.
    case root
    /// `> ` or `% `, which is a quote or a continuation elsewhere.
    case other
  }

  /// Whether nothing but a prompt looks like this.
  var isSure: Bool { kind == .dollar || kind == .windows }

  /// Reads the prompt at the start of a line; nil when there is none.
  init?(_ line: Substring) {
    let text = line.withoutIndent
    guard let first = text.utf8.first, let (prompt, kind, host) = Self.prompt(text, first) else { return nil }
    let rest = text[prompt...]
    typed = rest.withoutIndent
    width = line.distance(from: line.startIndex, to: typed.startIndex)
    self.kind = kind
    self.host = host
  }

  /// Where the prompt ends, and what kind it is.
  private static func prompt(_ text: Substring, _ first: UInt8) -> (Substring.Index, Kind, host: String?)? {
    switch first {
    case UInt8(ascii: "$"): return sign(text).map { ($0, .dollar, nil) }
    case UInt8(ascii: "#"): return sign(text).map { ($0, .root, nil) }
    case UInt8(ascii: ">"), UInt8(ascii: "%"): return sign(text).map { ($0, .other, nil) }
    case UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: "["): break
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: break
    default: return nil
    }
    return windows(text) ?? unix(text)
  }

  /// The end of a sign of one character that a blank or nothing follows.
  private static func sign(_ text: Substring) -> Substring.Index? {
    let after = text.index(after: text.startIndex)
    return after == text.endIndex || text[after] == " " || text[after] == "\t" ? after : nil
  }

  /// `PS C:\Users\me> `, `C:\> `.
  private static func windows(_ text: Substring) -> (Substring.Index, Kind, host: String?)? {
    let start = text.utf8.prefix(2)
    guard start.last == UInt8(ascii: ":") || start.elementsEqual("PS".utf8),
      let end = text.utf8.prefix(100).firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let place = text[..<end]
    let path = place.hasPrefix("PS") ? place.dropFirst(2).drop { $0 == " " } : place
    let isPath = path.first?.isLetter == true && path.dropFirst().hasPrefix(":\\")
    guard isPath || place == "PS" || place.hasPrefix("PS ") && (path.hasPrefix("/") || path.hasPrefix("~"))
    else {
      return nil
    }
    return (text.index(after: end), .windows, nil)
  }

  /// `root@host:~# `, `[me@host dir]$ `, `bash-5.1$ `, `/app # `, `labex:project/ $ `, `❯ `.
  private static func unix(_ text: Substring) -> (Substring.Index, Kind, host: String?)? {
    if text.utf8.first == 0xE2, let first = text.first, "❯➜".contains(first) {
      return (text.index(after: text.startIndex), .dollar, nil)
    }
    let sign = text.utf8.prefix(80).firstIndex { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "#") }
    guard let end = sign else { return nil }
    let after = text.index(after: end)
    guard after == text.endIndex || text[after] == " " else { return nil }
    let place = text[..<end]
    let words = place.split(separator: " ")
    guard let word = words.first, place.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let hasSpace = place.last == " "
    let isContainer = words.count == 1 && hasSpace && (word.hasPrefix("/") || word.hasPrefix("~"))
    let isShell = words.count == 1 && (word.hasPrefix("bash-") || word.hasPrefix("sh-"))
    let isPlace = words.count == 1 && word.contains(":") && (word.hasSuffix("/") || word.hasSuffix("~"))
    let isLogin = word.contains("@") && words.count <= 3 && !place.contains("//") && !word.hasPrefix("@")
    guard isContainer || isShell || isPlace || isLogin else { return nil }
    return (after, .dollar, isLogin ? host(in: place) : nil)
  }

  /// What stands after the `@` of `user@host`.
  static func host(in place: Substring) -> String? {
    guard let at = place.firstIndex(of: "@") else { return nil }
    let host = place[place.index(after: at)...].prefix { $0.isLetter || $0.isNumber || "-._".contains($0) }
    return host.isEmpty ? nil : String(host)
  }

  /// The host of a line that is only the first half of a prompt: `[node1] (local) root@192.168.0.23 ~`.
  ///
  /// Play with Docker prints such a line above each of its prompts.
  static func hostAbove(_ line: Substring) -> String? {
    guard line.utf8.first == UInt8(ascii: "["), let end = line.firstIndex(of: "]"), line.contains("(local)")
    else {
      return nil
    }
    return String(line[line.index(after: line.startIndex)..<end])
  }
}
