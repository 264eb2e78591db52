/// A number with a noun of English that takes an s for more than one.
enum CountedNoun {
  /// `1 step`, `2 steps`.
  static func text(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
