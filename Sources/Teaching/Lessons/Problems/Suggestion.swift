import Basics

/// Finds the word that was probably meant.
enum Suggestion {
  /// The known word nearest to `word`, when it is near enough to be a slip of the fingers.
  static func nearest(to word: String, among known: [String]) -> String? {
    let limit = max(1, min(3, word.count / 3))
    let ranked = known.map { (word: $0, distance: EditDistance.between(word.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
    return best.word
  }

  /// "Write `image`.", or the list of what may stand there.
  static func sentence(for word: String, among known: [String]) -> Phrase {
    if let near = nearest(to: word, among: known) {
      return Phrase(en: "Did you mean `\(near)`?", ja: "`\(near)` の間違いではありませんか。")
    }
    guard !known.isEmpty else { return Phrase(en: "Remove it.", ja: "削除してください。") }
    let list = known.map { "`\($0)`" }
    return Phrase(
      en: "Write one of \(list.joined(separator: ", ")).", ja: "\(list.joined(separator: "、")) のどれかを書いてください。")
  }
}
