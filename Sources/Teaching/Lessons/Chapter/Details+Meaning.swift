import Markdown

extension Details {
  /// Whether the summary promises a hint.
  var isHint: Bool { HelpWords.promiseHint(summary) }

  /// Whether the summary promises a solution.
  var isSolution: Bool { HelpWords.promiseSolution(summary) }
}

/// The words with which authors announce hints, solutions and output.
enum HelpWords {
  private static let hints = [
    "ヒント", "hint", "tip", "astuce", "indice", "tipp", "pista", "dica", "提示", "힌트", "💡", ":bulb:",
  ]
  private static let solutions = [
    "solution", "answer", "答え", "解答", "正解", "回答", "模範解答", "correction", "corrigé", "réponse", "lösung",
    "antwort",
    "solución", "respuesta", "solução", "resposta", "答案", "정답", "해답", "解説を見る", "reveal",
  ]
  private static let wholeSolutions = ["show", "show me", "show me how", "not sure", "not sure how", "stuck"]
  private static let outputs = ["output", "出力例", "実行結果", "出力結果", "表示例", "结果", "sortie", "ausgabe", "salida"]

  private static let hintFinder = PhraseFinder(hints)
  private static let solutionFinder = PhraseFinder(solutions + wholeSolutions)
  private static let wordFinder = PhraseFinder(solutions)
  private static let outputFinder = PhraseFinder(outputs)
  private static let signs = [":bulb:", "!!! tip", "!!! hint", "!tip]", "!hint]", "💡"]

  /// Whether any word for a hint stands in a text, as one or not: without it the text holds no hint.
  static func mayHint(_ text: String) -> Bool { hintFinder.isIn(text) }

  static func promiseHint(_ title: String) -> Bool {
    hintFinder.isIn(title) && speaks(of: hints, hintFinder, in: title)
  }

  static func promiseSolution(_ title: String) -> Bool {
    guard solutionFinder.isIn(title) else { return false }
    if speaks(of: solutions, wordFinder, in: title) { return true }
    let words = title.lowercased().filter { $0.isLetter || $0 == " " }.trimmed
    return wholeSolutions.contains(words)
  }

  static func promiseOutput(_ title: String) -> Bool {
    outputFinder.isIn(title) && speaks(of: outputs, outputFinder, in: title)
  }

  /// Whether a text starts with a word for a hint that is set off from the rest: `Hint: …`, `💡 …`, `[!TIP]`.
  static func startWithHint(_ text: String) -> Bool {
    guard hintFinder.isIn(text), let first = text.first, !"(（".contains(first) else { return false }
    let start = text.drop { !($0.isLetter || $0 == "💡" || $0 == ":" || $0 == "!") }
    // Words and signs are no longer than this.
    let opening = start.prefix(12).lowercased()
    if signs.contains(where: opening.startsWithBytes) { return true }
    let isDirective = start.hasPrefix(":::")
    let word = start.drop { $0 == ":" || $0 == " " }.prefix { $0.isLetter }
    guard hints.contains(word.lowercased()) else { return false }
    let after = start[word.endIndex...].drop { $0.isNumber || $0 == " " || $0 == "*" }
    return isDirective || after.first.map { ":：\n.。".contains($0) } ?? true
  }

  /// Latin words count only as whole words, also in the plural.
  private static func speaks(of words: [String], _ finder: PhraseFinder, in title: String) -> Bool {
    switch finder.holdsWord(title) {
    case .yes: return true
    case .no: return false
    case .unclear: break
    }
    let title = title.lowercased()
    let latin = title.split { !$0.isLetter }.map(String.init)
    return words.contains { word in
      word.first?.isCased == true ? latin.contains { $0 == word || $0 == word + "s" } : title.contains(word)
    }
  }
}
