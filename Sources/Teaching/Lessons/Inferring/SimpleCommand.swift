/// One program with its words, as a shell would start it; nothing is expanded.
struct SimpleCommand: Hashable {
  /// Without quotes; substitutions stand in them as they were written.
  var words: [String] = []
  /// Files that standard output is written to.
  var outputs: [String] = []

  /// The commands of shell text, in order: lists and pipes are taken apart, here-documents and comments left out.
  ///
  /// POSIX.1-2024, Shell Command Language, sections 2.2 (quoting) and 2.3 (token recognition), as far as words go.
  static func all(in text: String) -> [SimpleCommand] {
    var scanner = ShellScanner(text)
    return scanner.commands().map(\.withoutPrefixes).filter { !$0.words.isEmpty || !$0.outputs.isEmpty }
  }

  /// The command without `sudo` and without variables that are set for it alone.
  private var withoutPrefixes: SimpleCommand {
    var command = self
    command.words = Array(
      words.drop { word in
        word == "sudo" || word.firstIndex(of: "=").map { Self.isName(word[..<$0]) } == true
      })
    return command
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}

/// Cuts shell text into words.
private struct ShellScanner {
  private let text: [Character]
  private var index = 0
  private var command = SimpleCommand()
  private var done: [SimpleCommand] = []
  private var word = ""
  private var hasWord = false
  /// Whether the word to come is the target of `>`.
  private var isTarget = false
  private var heredocs: [String] = []
  private var isHeredocName = false

  init(_ text: String) {
    self.text = Array(text)
  }

  mutating func commands() -> [SimpleCommand] {
    while index < text.count {
      let character = text[index]
      index += 1
      switch character {
      case "'": quote(until: "'", escapes: false)
      case "\"": quote(until: "\"", escapes: true)
      case "\\": escape()
      case "`": substitution(until: "`", opening: character)
      case "$" where next == "(":
        index += 1
        word += "$"
        parentheses()
      case "#" where !hasWord: skipLine()
      case ">", "<": redirect(character)
      case " ", "\t": endWord()
      case "\n", "\r\n":
        endCommand()
        skipHeredocs()
      case ";", "|", "&", "(", ")": endCommand()
      default: add(String(character))
      }
    }
    endCommand()
    return done
  }

  private var next: Character? { index < text.count ? text[index] : nil }

  private mutating func add(_ piece: String) {
    word += piece
    hasWord = true
  }

  private mutating func escape() {
    guard let character = next else { return }
    index += 1
    if !character.isNewline { add(String(character)) }
  }

  private mutating func quote(until end: Character, escapes: Bool) {
    hasWord = true
    while let character = next, character != end {
      index += 1
      if escapes, character == "\\", let escaped = next, "\"\\$`".contains(escaped) {
        index += 1
        word.append(escaped)
      } else {
        word.append(character)
      }
    }
    index += 1
  }

  private mutating func substitution(until end: Character, opening: Character) {
    add(String(opening))
    while let character = next {
      index += 1
      word.append(character)
      if character == end { return }
    }
  }

  private mutating func parentheses() {
    add("(")
    var depth = 1
    while depth > 0, let character = next {
      index += 1
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      word.append(character)
    }
  }

  private mutating func redirect(_ sign: Character) {
    // The number of the file stands right before the sign.
    if hasWord, word.allSatisfy(\.isNumber) { (word, hasWord) = ("", false) } else { endWord() }
    var signs = String(sign)
    while let character = next, "<>&|".contains(character) {
      signs.append(character)
      index += 1
    }
    isTarget = signs == ">" || signs == ">>" || signs == ">|"
    isHeredocName = signs == "<<"
    if next == "-", isHeredocName { index += 1 }
    if !isTarget, !isHeredocName { skipTarget() }
  }

  /// Passes over the file that is read, or the descriptor that is copied.
  private mutating func skipTarget() {
    while next == " " { index += 1 }
    while let character = next, !character.isWhitespace, !";|&".contains(character) { index += 1 }
  }

  private mutating func endWord() {
    guard hasWord else { return }
    if isTarget {
      command.outputs.append(word)
    } else if isHeredocName {
      heredocs.append(word)
    } else {
      command.words.append(word)
    }
    (word, hasWord, isTarget, isHeredocName) = ("", false, false, false)
  }

  private mutating func endCommand() {
    endWord()
    done.append(command)
    command = SimpleCommand()
  }

  private mutating func skipLine() {
    while let character = next, !character.isNewline { index += 1 }
  }

  private mutating func skipHeredocs() {
    for end in heredocs {
      while index < text.count {
        let line = text[index...].prefix { !$0.isNewline }
        index = min(text.count, index + line.count + 1)
        if String(line).trimmed == end { break }
      }
    }
    heredocs = []
  }
}
