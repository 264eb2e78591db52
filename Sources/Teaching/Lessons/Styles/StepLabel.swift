/// A step's number at the start of a heading or a paragraph, and what stands after it.
struct StepLabel {
  let number: Int
  /// As printed: `3`, `3-1`, `③`.
  let label: String
  /// Whether a word such as "Step" stands with the number.
  let isNamed: Bool
  /// Whether the number has more than one part: `3-1`, `2.3`.
  let isDotted: Bool
  /// Whether the number is circled or in a key.
  let isCircled: Bool
  let rest: String

  static let words = [
    "step", "task", "exercise", "lab", "activity", "challenge", "question", "手順", "ステップ", "演習", "課題", "練習",
    "問題", "実習",
    "作業", "étape", "etape", "exercice", "tâche", "schritt", "aufgabe", "übung", "uebung", "paso", "ejercicio",
    "tarea",
    "passo", "exercício", "tarefa", "단계", "실습", "步骤", "步驟", "练习", "任务", "实验", "第", "問", "q",
  ]
  /// Words that stand behind the number: `1단계`, `第1步`.
  private static let wordsBehind = ["단계", "步", "つ目", "番目", "章"]

  /// Reads the number at the start of a text; nil when there is none that is set off from what follows.
  init?(_ text: String) {
    let text = Self.start(of: text)
    guard let first = text.utf8.first, first > 0x2F || first == UInt8(ascii: "(") else { return nil }
    let word = Self.word(at: text)
    // Most texts start with a letter that starts none of the words.
    if word == nil, (first | 0x20) &- 0x61 < 26 || first == 0xE3 && Self.isKana(text) { return nil }
    let afterWord = word.map { Self.withoutNumberSign(text.dropFirst($0.count)) } ?? text
    let open = afterWord.first.flatMap { Self.opening.contains($0) ? $0 : nil }
    let inside = open == nil ? afterWord : afterWord.dropFirst()
    guard var number = Number(inside) else { return nil }
    var rest = inside.dropFirst(number.text.count)
    if open != nil {
      guard let close = rest.first, Self.closing.contains(close) else { return nil }
      rest = rest.dropFirst()
    } else if let part = Self.secondPart(rest) {
      number.text = inside.prefix(number.text.count + part.count)
      rest = rest.dropFirst(part.count)
      isDottedPart = true
    }
    let behind = open == nil ? Self.wordsBehind.first { rest.startsWithBytes(of: $0) } : nil
    rest = rest.dropFirst(behind?.count ?? 0)
    let marked = rest.drop(while: \.isWhitespace)
    let isMarked = marked.first.map { Self.behind.contains($0) } ?? false
    guard !(word == "第" && behind == nil), !(word == "q" && !isMarked) else { return nil }
    let hasWord = word != nil || behind != nil
    let isSetOff =
      isMarked || open != nil || number.isCircled
      || (hasWord || isDottedPart) && (rest.isEmpty || rest.first?.isWhitespace == true)
    guard isSetOff else { return nil }
    if isMarked, !hasWord, open == nil, marked.first == ".", marked.dropFirst().first?.isNumber == true {
      return nil
    }
    self.number = number.value
    label = String(number.text)
    isNamed = hasWord
    isDotted = isDottedPart
    isCircled = number.isCircled
    self.rest = (isMarked ? marked.dropFirst() : marked).trimmed
  }

  private var isDottedPart = false
  private static let opening: Signs = "(（【["
  private static let closing: Signs = ")）】]"
  private static let behind: Signs = ".):：．）、-–—"
  private static let between: Signs = ".-．－"

  /// The text from its first letter, digit or parenthesis on.
  private static func start(of text: String) -> Substring {
    if let first = text.utf8.first, (first | 0x20) &- 0x61 < 26 || first &- 0x30 < 10 { return text[...] }
    return text.drop { !($0.isLetter || $0.isNumber || opening.contains($0)) }
  }

  /// Whether a text of three-byte letters starts with hiragana or katakana, of which none is a number.
  private static func isKana(_ text: Substring) -> Bool {
    text.utf8.dropFirst().first.map { (0x81...0x83).contains($0) } ?? false
  }

  private static let numberSigns = ["#", "№", "n°", "nº", "No.", "no.", "Nr."]

  /// What stands behind a word, without blanks and the sign with which a number may be written: `Étape n°1`.
  private static func withoutNumberSign(_ text: Substring) -> Substring {
    let text = text.drop(while: \.isWhitespace)
    guard let sign = numberSigns.first(where: text.startsWithBytes) else { return text }
    return text.dropFirst(sign.count).drop(while: \.isWhitespace)
  }

  private static let capitals = ["Étape": "étape", "Übung": "übung"]
  private static let spellings = words + capitals.keys.sorted()
  private static let finder = PhraseFinder(spellings)

  private static func word(at text: Substring) -> String? {
    if let index = finder.start(of: text) { return capitals[spellings[index]] ?? spellings[index] }
    guard let first = text.utf8.first else { return nil }
    if first | 0x20 == UInt8(ascii: "q") { return "q" }
    // Letters may be written as several scalars, which only whole characters compare alike.
    guard first >= 0x80, isDecomposed(text) else { return nil }
    let start = text.prefix(12).lowercased()
    return words.first { start.hasPrefix($0) }
  }

  /// Whether a combining mark or a Korean letter's part stands near the start.
  private static func isDecomposed(_ text: Substring) -> Bool {
    text.unicodeScalars.prefix(12).contains { scalar in
      switch scalar.value {
      case 0x300...0x36F, 0x1100...0x11FF, 0x3099...0x309A: true
      default: false
      }
    }
  }

  /// The last part of a number that has several: 2 of `3-2`.
  var lastNumber: Int {
    guard isDotted, let last = label.split(whereSeparator: { !$0.isNumber }).last else { return number }
    return last.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
  }

  /// `.2` or `-2` of `3.2`, `3-2`, and what may follow: `.3`.
  private static func secondPart(_ text: Substring) -> Substring? {
    var end = text.startIndex
    while end < text.endIndex, between.contains(text[end]) {
      let digits = text[text.index(after: end)...].prefix { $0.isASCII && $0.isNumber }
      guard (1...3).contains(digits.count) else { break }
      end = digits.endIndex
    }
    return end == text.startIndex ? nil : text[..<end]
  }

  /// Digits of any width, a circled number, a number in a key, or one in Chinese writing.
  private struct Number {
    let value: Int
    var text: Substring
    let isCircled: Bool

    init?(_ source: Substring) {
      guard let first = source.first else { return nil }
      if let value = CircledDigits.value(of: first) {
        (self.value, text, isCircled) = (value, source.prefix(1), true)
        return
      }
      let digits = source.prefix { $0.isNumber }
      guard !digits.isEmpty, digits.count <= 4 else { return nil }
      var value = 0
      if digits.count == 1 {
        guard let only = first.wholeNumberValue else { return nil }
        value = only
      } else {
        for digit in digits {
          guard let own = digit.wholeNumberValue, own < 10 else { return nil }
          value = value * 10 + own
        }
      }
      (self.value, text, isCircled) = (value, digits, false)
    }
  }
}
