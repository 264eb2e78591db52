/// A Markdown text (CommonMark with GitHub's tables, strikethrough and task lists) as values.
///
/// Any text parses; a byte-order mark and YAML front matter are set aside, and every line number still counts them.
package struct MarkdownDocument: Hashable, Sendable {
  package let blocks: [Block]

  package init(parsing text: String) {
    self.init(source: SourceLines(text).withoutFrontMatter)
  }

  /// Reads a piece of a larger document whose first line is `line` there.
  init(parsing piece: String, startingAt line: Int) {
    self.init(source: SourceLines(piece, firstLine: line))
  }

  private init(source: SourceLines) {
    blocks = NodeReader(source: source).document()
  }
}
