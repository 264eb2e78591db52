/// A Markdown text (CommonMark with GitHub's tables, strikethrough and task lists) as values.
///
/// Any text parses; a byte-order mark and front matter are set aside, and every line number still counts them. Fences
/// that CommonMark would not see as their authors mean them are put right: `FenceRepair` says which.
package struct MarkdownDocument: Hashable, Sendable {
  package let blocks: [Block]

  package init(parsing text: String) {
    self.init(SourceLines(document: text))
  }

  /// Reads a document whose lines are known already.
  package init(_ source: SourceLines) {
    self.init(source: source, repairs: 0)
  }

  /// Reads a piece of a larger document whose first line is `line` there.
  ///
  /// `repairs` is how many pieces it was cut out of: that number is limited, so that time stays linear.
  init(parsing piece: String, startingAt line: Int, repairs: Int = 0) {
    self.init(source: SourceLines(piece, firstLine: line), repairs: repairs)
  }

  private init(source: SourceLines, repairs: Int) {
    blocks = NodeReader(source: source, repairs: repairs).document()
  }
}
