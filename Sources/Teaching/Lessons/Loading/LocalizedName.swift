/// The language in a file's name: `NAME.ja.md`, `NAME.pt-BR.md`.
struct LocalizedName: Hashable {
  /// The name without language and ending.
  let base: String
  /// The BCP 47 tag; empty when the name has none.
  let tag: String

  /// Takes a Markdown file's name apart; nil for other files.
  init?(_ file: String) {
    guard file.hasSuffix(".md"), file.count > 3, !file.hasPrefix(".") else { return nil }
    let stem = file.dropLast(3)
    if let dot = stem.lastIndex(of: "."), dot != stem.startIndex, Self.isTag(stem[stem.index(after: dot)...])
    {
      base = String(stem[..<dot])
      tag = String(stem[stem.index(after: dot)...])
    } else {
      base = String(stem)
      tag = ""
    }
  }

  private static func isTag(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy({ $0.isASCII && $0.isLowercase })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }

  /// The best of these tags for a wish: the same, the same language, no tag (empty) at all, English, the first.
  static func best(for wish: String, among tags: [String]) -> String? {
    func language(_ tag: String) -> Substring? { tag.lowercased().split(separator: "-").first }
    let ranked = tags.sorted()
    return ranked.first { $0.lowercased() == wish.lowercased() }
      ?? ranked.first { !$0.isEmpty && language($0) == language(wish) }
      ?? ranked.first { $0.isEmpty } ?? ranked.first { $0 == "en" } ?? ranked.first
  }
}
