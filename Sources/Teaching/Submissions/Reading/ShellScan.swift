/// Follows shell text line by line, as far as needed to know where a command goes on.
///
/// It knows quotes, comments, here-documents, line continuations and the words that open and close blocks; it does not
/// know expansions, so that strange text may be taken for open or closed too early, which costs nothing but a boundary.
struct ShellScan {
  private enum Quote { case none, single, double, backquote }

  private var quote = Quote.none
  private var documents: [(end: String, isIndented: Bool)] = []
  private var isInDocument = false
  private var depth = 0
  private var parentheses = 0
  private var isContinued = false
  private var expectsMore = false

  /// Whether a line that follows begins inside a quotation or a here-document.
  var isInsideText: Bool { quote != .none || isInDocument || isContinued }

  /// Whether the shell would wait for more before it runs anything.
  var isUnfinished: Bool { isInsideText || depth > 0 || parentheses > 0 || expectsMore }

  /// Takes in the next line.
  mutating func read(_ line: some StringProtocol) {
    if isInDocument {
      readDocument(line)
      return
    }
    isContinued = false
    if quote == .none { expectsMore = false }
    var words = WordCollector()
    var bytes = Array(line.utf8)[...]
    scan(&bytes, into: &words)
    count(words.finished())
    if !documents.isEmpty, quote == .none { isInDocument = true }
  }

  private mutating func readDocument(_ line: some StringProtocol) {
    guard let document = documents.first else { return }
    let text = document.isIndented ? String(line.drop { $0 == "\t" }) : String(line)
    guard text == document.end else { return }
    documents.removeFirst()
    isInDocument = !documents.isEmpty
  }

  private mutating func scan(_ rest: inout ArraySlice<UInt8>, into words: inout WordCollector) {
    while let byte = rest.popFirst() {
      switch (quote, byte) {
      case (.single, UInt8(ascii: "'")): quote = .none
      case (.single, _): words.add(0x01)
      case (_, UInt8(ascii: "\\")):
        if rest.popFirst() == nil { isContinued = true }
        words.add(0x01)
      case (.double, UInt8(ascii: "\"")), (.backquote, UInt8(ascii: "`")): quote = .none
      case (.double, _), (.backquote, _): words.add(0x01)
      case (.none, UInt8(ascii: "'")): open(.single, &words)
      case (.none, UInt8(ascii: "\"")): open(.double, &words)
      case (.none, UInt8(ascii: "`")): open(.backquote, &words)
      case (.none, UInt8(ascii: "#")) where words.isBetweenWords: return
      case (.none, UInt8(ascii: "<")) where rest.first == byte:
        rest.removeFirst()
        readRedirection(&rest)
        words.end()
      case (.none, _): words.add(byte)
      }
    }
  }

  private mutating func open(_ kind: Quote, _ words: inout WordCollector) {
    quote = kind
    words.add(0x01)
  }

  /// What stands after `<<`: the word that ends a here-document, or a here-string, which ends by itself.
  private mutating func readRedirection(_ rest: inout ArraySlice<UInt8>) {
    guard rest.first != UInt8(ascii: "<") else {
      rest.removeFirst()
      return
    }
    let isIndented = rest.first == UInt8(ascii: "-")
    if isIndented { rest.removeFirst() }
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let word = rest.prefix { !" \t;|&<>()".utf8.contains($0) }
    rest = rest.dropFirst(word.count)
    let end = String(decoding: word.filter { !"'\"\\".utf8.contains($0) }, as: UTF8.self)
    // A number after `<<` is shifted by, in arithmetic.
    if let first = end.first, !first.isNumber { documents.append((end, isIndented)) }
  }

  private mutating func count(_ words: [String]) {
    for (index, word) in words.enumerated() {
      if word == "(" { parentheses += 1 }
      if word == ")" { parentheses = max(0, parentheses - 1) }
      let opensCommand = index == 0 || Self.separators.contains(words[index - 1])
      guard opensCommand else { continue }
      if Self.opening.contains(word) { depth += 1 }
      if Self.closing.contains(word) { depth = max(0, depth - 1) }
    }
    expectsMore = words.last.map { ["|", "||", "&&", "|&"].contains($0) } ?? expectsMore
  }

  private static let separators: Set<String> = [
    ";", "|", "||", "&&", "&", "|&", ";;", "do", "then", "else", "elif", "{", "(", "!",
  ]
  private static let opening: Set<String> = ["if", "for", "while", "until", "case", "select", "{"]
  private static let closing: Set<String> = ["fi", "done", "esac", "}"]
}

/// Words and operators of a line, as far as they say where blocks begin and end.
private struct WordCollector {
  private var words: [String] = []
  private var current: [UInt8] = []

  /// Whether a `#` here begins a comment.
  var isBetweenWords: Bool { current.isEmpty }

  mutating func add(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): end()
    case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"):
      end()
      let isDoubled = ["|", "&", ";"].contains(words.last) && words.last?.utf8.first == byte
      if isDoubled { words[words.count - 1].append(Character(UnicodeScalar(byte))) } else { put(byte) }
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      end()
      put(byte)
    default: if current.count < 64 { current.append(byte) }
    }
  }

  mutating func end() {
    guard !current.isEmpty else { return }
    words.append(String(decoding: current, as: UTF8.self))
    current = []
  }

  mutating func finished() -> [String] {
    end()
    return words
  }

  private mutating func put(_ byte: UInt8) { words.append(String(UnicodeScalar(byte))) }
}
