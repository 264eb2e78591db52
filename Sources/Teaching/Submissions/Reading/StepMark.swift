/// A comment line by which a learner says for which step, or on which machine, the following commands are meant.
///
/// Steps: `# step 3`, `# Step 3: …`, `# 手順3`, `### 3.`, `# 3)`, each also with the machine: `# step 7 on other`.
/// Machines: `# on other`, `# machine: other`. The learner's own host: `# host: NAME`.
enum StepMark: Equatable {
  case step(Int, machine: String?)
  case machine(String)
  case host(String)

  /// Reads a line; `nil` for every other comment and command.
  init?(line: some StringProtocol) {
    // What is longer is a sentence.
    guard line.utf8.count <= 200 else { return nil }
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.first == "#", !text.hasPrefix("#!") else { return nil }
    self.init(comment: String(text.drop { $0 == "#" }))
  }

  private init?(comment: String) {
    var words = Words(comment)
    if words.take(anyOf: ["step", "ステップ", "手順", "問", "課題"]) {
      guard let number = words.number(), words.isAtBoundary else { return nil }
      self = .step(number, machine: words.machineAtEnd())
    } else if let number = words.number() {
      guard words.take(anyOf: [".", ")", ":", "．", "）", "：", "、"]), !words.isAtDigit else { return nil }
      self = .step(number, machine: words.machineAtEnd())
    } else if words.take(anyOf: ["machine:", "machine：", "マシン:", "マシン："]), let name = words.lastName() {
      self = .machine(name)
    } else if words.take(anyOf: ["host:", "host：", "hostname:", "ホスト名:", "ホスト名："]),
      let name = words.lastName()
    {
      self = .host(name)
    } else if words.take(anyOf: ["on "]), let name = words.lastName() {
      self = .machine(name)
    } else {
      return nil
    }
  }
}

/// The words of a comment, taken one after the other.
private struct Words {
  private var rest: Substring

  init(_ text: String) { rest = text.drop(while: \.isWhitespace)[...] }

  /// Takes one of these, whatever its letter case, and the space behind it.
  mutating func take(anyOf choices: [String]) -> Bool {
    for choice in choices where rest.prefix(choice.count).lowercased() == choice {
      rest = rest.dropFirst(choice.count).drop(while: \.isWhitespace)
      return true
    }
    return false
  }

  /// A number of at most three digits, full-width ones too.
  mutating func number() -> Int? {
    let digits = rest.prefix { $0.wholeNumberValue != nil && $0.isNumber }
    guard (1...3).contains(digits.count) else { return nil }
    let number = digits.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
    rest = rest.dropFirst(digits.count)
    return number
  }

  /// Whether a number goes on, as in a version or an address.
  var isAtDigit: Bool { rest.first?.isNumber == true }

  /// Whether what was taken last ends a word.
  var isAtBoundary: Bool {
    rest.first.map { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") } ?? true
  }

  /// The name after a last `on`, when nothing follows it.
  func machineAtEnd() -> String? {
    let words = rest.split { $0.isWhitespace || ":：,".contains($0) }
    guard words.count >= 2, words[words.count - 2].lowercased() == "on" else { return nil }
    return words.last.flatMap(Self.name)
  }

  /// All that is left, when it is one name.
  func lastName() -> String? {
    let words = rest.split(whereSeparator: \.isWhitespace)
    return words.count == 1 ? words.first.flatMap(Self.name) : nil
  }

  private static func name(_ word: Substring) -> String? {
    let word = word.hasSuffix(":") || word.hasSuffix(".") ? word.dropLast() : word
    let isName = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    return isName && !word.isEmpty && word.utf8.count <= 100 ? String(word) : nil
  }
}
