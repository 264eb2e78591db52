import Markdown

/// Steps as headings with a number.
enum NumberedHeadings {
  static func marks(in pieces: [Piece]) -> [StepMark] {
    let all = pieces.indices.compactMap { index -> (level: Int, isNamed: Bool, mark: StepMark)? in
      guard case .heading(let level, let inlines) = pieces[index].block.kind,
        let label = Label(inlines.plainText)
      else { return nil }
      return (level, label.isNamed, StepMark(piece: index, number: label.number))
    }
    let named = all.filter(\.isNamed)
    let candidates = named.isEmpty ? all : named
    let counts = Dictionary(grouping: candidates, by: \.level)
    guard let best = counts.max(by: { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }) else {
      return []
    }
    return best.value.map(\.mark)
  }

  /// The number at the start of a heading, and what stands after it.
  struct Label {
    let number: Int
    /// Whether a word such as "Step" stands before the number.
    let isNamed: Bool
    let rest: String

    private static let words = [
      "step", "task", "exercise", "手順", "ステップ", "演習", "課題", "étape", "etape", "schritt", "paso", "übung",
      "단계", "步骤",
    ]

    init?(_ heading: String) {
      let text = heading.trimmed
      let word = Self.words.first { text.lowercased().hasPrefix($0) }
      let afterWord = text.dropFirst(word?.count ?? 0).drop { $0.isWhitespace || $0 == "#" }
      let digits = afterWord.prefix { $0.isNumber }
      guard let number = Self.number(digits) else { return nil }
      let rest = afterWord.dropFirst(digits.count)
      let mark = rest.first { !$0.isWhitespace }
      let isMarked = mark.map { ".):：．）、-–—".contains($0) } ?? false
      let marked = rest.drop(while: \.isWhitespace)
      if isMarked, marked.dropFirst().first?.isNumber == true { return nil }
      guard
        isMarked || word != nil && (rest.isEmpty || rest.first?.isWhitespace == true)
          || Self.isCircled(digits)
      else { return nil }
      self.number = number
      isNamed = word != nil
      self.rest = (isMarked ? marked.dropFirst() : marked).trimmed
    }

    /// Also full-width digits; a circled number is one character.
    private static func number(_ digits: Substring) -> Int? {
      guard !digits.isEmpty, digits.count <= 4 else { return nil }
      if digits.count == 1 { return digits.first?.wholeNumberValue }
      return digits.reduce(0) { sum, digit in
        guard let sum, let value = digit.wholeNumberValue, value < 10 else { return nil }
        return sum * 10 + value
      }
    }

    private static func isCircled(_ digits: Substring) -> Bool {
      digits.count == 1 && digits.first.map(CircledDigits.isCircled) == true
    }
  }
}
