/// As much of a shell as the recorded commands need: words, quotes, `&&`, and docker's own output as words.
struct CommandWords {
  enum Piece: Equatable {
    case text(String)
    /// A command whose output becomes words.
    case substitution(String)
  }

  /// Each command as its words, a word as its pieces; nothing for a line that needs a real shell.
  static func parse(_ line: String) -> [[[Piece]]]? {
    var commands: [[[Piece]]] = [[]]
    var word: [Piece] = []
    var isInWord = false
    var rest = line[...]
    func finish() {
      if isInWord { commands[commands.count - 1].append(word) }
      word = []
      isInWord = false
    }
    func add(_ text: String) {
      isInWord = true
      if case .text(let before)? = word.last {
        word[word.count - 1] = .text(before + text)
      } else {
        word.append(.text(text))
      }
    }
    while let character = rest.popFirst() {
      switch character {
      case " ": finish()
      case "'":
        guard let end = rest.firstIndex(of: "'") else { return nil }
        add(String(rest[..<end]))
        rest = rest[rest.index(after: end)...]
      case "\"":
        isInWord = true
        add("")
        while let inner = rest.popFirst(), inner != "\"" {
          if inner == "$" || inner == "`" { return nil }
          add(String(inner == "\\" ? rest.popFirst() ?? inner : inner))
        }
      case "`":
        guard let end = rest.firstIndex(of: "`") else { return nil }
        isInWord = true
        word.append(.substitution(String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      case "$":
        guard rest.first == "(", let end = rest.firstIndex(of: ")") else { return nil }
        isInWord = true
        word.append(.substitution(String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      case "&":
        guard rest.popFirst() == "&" else { return nil }
        finish()
        commands.append([])
      case "|", ";", ">", "<": return nil
      default: add(String(character))
      }
    }
    finish()
    let isDocker = commands.allSatisfy { $0.first == [.text("docker")] }
    return isDocker ? commands : nil
  }
}
