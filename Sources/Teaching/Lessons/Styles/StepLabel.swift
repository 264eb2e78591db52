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
    let text = text.drop { !($0.isLetter || $0.isNumber || "(（【[".contains($0)) }
    guard let first = text.unicodeScalars.first, first.value > 0x2F else { return nil }
    let word = Self.word(at: text)
    let afterWord = text.dropFirst(word?.count ?? 0).drop { $0.isWhitespace || $0 == "#" }
    let open = afterWord.first.flatMap { "(（【[".contains($0) ? $0 : nil }
    let inside = open == nil ? afterWord : afterWord.dropFirst()
    guard var number = Number(inside) else { return nil }
    var rest = inside.dropFirst(number.text.count)
    if open != nil {
      guard let close = rest.first, ")）】]".contains(close) else { return nil }
      rest = rest.dropFirst()
    } else if let part = Self.secondPart(rest) {
      number.text = inside.prefix(number.text.count + part.count)
      rest = rest.dropFirst(part.count)
      isDottedPart = true
    }
    let behind = open == nil ? Self.wordsBehind.first { rest.hasPrefix($0) } : nil
    rest = rest.dropFirst(behind?.count ?? 0)
    let marked = rest.drop(while: \.isWhitespace)
    let isMarked = marked.first.map { ".):：．）、-–—．".contains($0) } ?? false
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
  private static let finder = PhraseFinder(words)

  private static func word(at text: Substring) -> String? {
    if let index = finder.start(of: text) { return words[index] }
    guard let first = text.utf8.first else { return nil }
    if first | 0x20 == UInt8(ascii: "q") { return "q" }
    // Letters beyond ASCII's have large forms too.
    guard first >= 0x80 else { return nil }
    let start = text.prefix(12).lowercased()
    return words.first { start.hasPrefix($0) }
  }

  /// The last part of a number that has several: 2 of `3-2`.
  var lastNumber: Int {
    guard isDotted, let last = label.split(whereSeparator: { !$0.isNumber }).last else { return number }
    return last.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
  }

  /// `.2` or `-2` of `3.2`, `3-2`, and what may follow: `.3`.
  private static func secondPart(_ text: Substring) -> Substring? {
    var end = text.startIndex
    while end < text.endIndex, ".-．－".contains(text[end]) {
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
