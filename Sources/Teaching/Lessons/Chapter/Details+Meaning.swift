import Markdown

extension Details {
  private static let hintWords = ["ヒント", "hint", "tip"]
  private static let solutionWords = ["solution", "answer", "答え", "解答", "正解"]

  /// Whether the summary promises a hint.
  var isHint: Bool { Self.speaks(of: Self.hintWords, in: summary) }

  /// Whether the summary promises a solution.
  var isSolution: Bool { Self.promisesSolution(summary) }

  /// Whether a summary or heading promises a solution.
  static func promisesSolution(_ title: String) -> Bool {
    speaks(of: solutionWords, in: title)
  }

  /// Latin words count only as whole words, also in the plural.
  private static func speaks(of words: [String], in title: String) -> Bool {
    let title = title.lowercased()
    let latin = title.split { !($0.isASCII && $0.isLetter) }.map(String.init)
    return words.contains { word in
      word.allSatisfy(\.isASCII) ? latin.contains { $0 == word || $0 == word + "s" } : title.contains(word)
    }
  }
}
