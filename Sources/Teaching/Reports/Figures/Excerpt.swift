/// How much of each long text a document shows, so that all of them together stay within its means.
///
/// Short texts are shown whole; what they leave over goes to the longer ones, which are all cut at the same length.
package struct Excerpt: Sendable, Hashable {
  /// The number of bytes of UTF-8 to which a text is cut.
  package let limit: Int

  /// The limit under which texts of these lengths need at most `budget` bytes, but never less than `least`.
  package init(lengths: [Int], budget: Int, least: Int) {
    var left = budget
    var count = lengths.count
    for length in lengths.sorted() {
      guard length <= left / count else {
        limit = max(least, left / count)
        return
      }
      left -= length
      count -= 1
    }
    limit = .max
  }

  /// The beginning of a text, and how many bytes were left out behind it.
  package func of(_ text: String) -> (shown: Substring, rest: Int) {
    let bytes = text.utf8
    guard bytes.count > limit else { return (text[...], 0) }
    var end = bytes.index(bytes.startIndex, offsetBy: limit)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      bytes.formIndex(before: &end)
    }
    return (text[..<end], bytes.distance(from: end, to: bytes.endIndex))
  }
}
