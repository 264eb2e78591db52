/// The ways in which authors mark steps.
package enum StepStyle: String, Sendable, Hashable {
  /// Items of ordered lists, `1.` or `1)`.
  case numberedItems
  /// Headings with a number: `## 3. …`, `## Step 3: …`, `## 手順3`.
  case numberedHeadings
  /// Paragraphs that start with ①, ②, ….
  case circledDigits
}

/// A place in the sequence of top-level blocks where a step starts.
struct StepMark: Hashable {
  /// The block, and inside a list the item.
  let piece: Int
  var item: Int?
  /// The number as printed; counted where the author always wrote the same.
  var number: Int
}

/// The one place that decides where steps start.
enum StepMarks {
  static func find(in pieces: [Piece]) -> (style: StepStyle, marks: [StepMark])? {
    let items = NumberedItems.marks(in: pieces)
    let headings = NumberedHeadings.marks(in: pieces)
    if headings.count >= 2, !crosses(items, headings) { return (.numberedHeadings, headings) }
    if !items.isEmpty { return (.numberedItems, items) }
    if !headings.isEmpty { return (.numberedHeadings, headings) }
    let circled = CircledDigits.marks(in: pieces)
    return circled.count >= 2 ? (.circledDigits, circled) : nil
  }

  /// Whether one run of items goes on across the headings: then the items are the steps, and the headings chapters.
  private static func crosses(_ items: [StepMark], _ headings: [StepMark]) -> Bool {
    let headings = headings.map(\.piece)
    guard let first = items.first?.piece, let last = items.last?.piece else { return false }
    return headings.contains { $0 > first && $0 < last }
  }
}
