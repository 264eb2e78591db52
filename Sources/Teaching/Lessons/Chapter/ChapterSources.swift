import Markdown

/// The files of a chapter, for places that are exact to the character.
struct ChapterSources: Sendable, Hashable {
  private let files: [String: SourceLines]

  init(_ files: [String: SourceLines]) {
    self.files = files
  }

  /// A line of a file without its line end; empty when there is none.
  func text(line: Int, of file: String) -> String {
    files[file]?.text(line: line) ?? ""
  }

  /// The place of a character in a code block: the row counts from 0 in its text, the width is what stands before.
  func place(inRow row: Int, _ code: Substring, width: Int, of block: Block, file: String) -> SourcePlace {
    guard case .code(let content) = block.kind else {
      return SourcePlace(file: file, line: block.lines.lowerBound, column: block.column)
    }
    let number = block.lines.lowerBound + content.linesAbove + row
    let line = text(line: number, of: file)
    if content.form == .oneLine, let range = line.firstRange(of: code) {
      return SourcePlace(
        file: file, line: number,
        column: line.distance(from: line.startIndex, to: range.lowerBound) + 1 + width)
    }
    // Containers and indents only take away from a line's start; a tab may give back more than it took.
    let before = line.hasSuffix(code) ? line.count - code.count : max(0, block.column - 1)
    return SourcePlace(file: file, line: number, column: before + width + 1)
  }

  /// Every place of a text in some lines of a file.
  func places(of text: String, in lines: ClosedRange<Int>, file: String) -> [SourcePlace] {
    lines.flatMap { number in
      let line = self.text(line: number, of: file)
      return line.ranges(of: text).map {
        SourcePlace(
          file: file, line: number, column: line.distance(from: line.startIndex, to: $0.lowerBound) + 1)
      }
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.files.keys == right.files.keys
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(files.keys.sorted())
  }
}
