import Markdown

/// The files of a chapter, for places that are exact to the character, and its code as shell text.
struct ChapterSources {
  private let files: [String: SourceLines]
  let transcripts: Transcripts

  init(_ files: [String: SourceLines], transcripts: Transcripts) {
    self.files = files
    self.transcripts = transcripts
  }

  /// The lines of a file, where it is one of the chapter's.
  func lines(of file: String) -> SourceLines? { files[file] }

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
    let bytes = files[file]?.bytes(line: number) ?? []
    // Containers and indents only take away from a line's start; a tab may give back more than it took.
    let isWhole = bytes.count >= code.utf8.count && bytes.suffix(code.utf8.count).elementsEqual(code.utf8)
    let before = isWhole ? Self.count(of: bytes.dropLast(code.utf8.count)) : max(0, block.column - 1)
    guard content.form == .oneLine else {
      return SourcePlace(file: file, line: number, column: before + width + 1)
    }
    let line = text(line: number, of: file)
    if let range = line.firstRange(of: code) {
      return SourcePlace(
        file: file, line: number,
        column: line.distance(from: line.startIndex, to: range.lowerBound) + 1 + width)
    }
    return SourcePlace(file: file, line: number, column: before + width + 1)
  }

  /// How many characters bytes are.
  private static func count(of bytes: ArraySlice<UInt8>) -> Int {
    bytes.allSatisfy { $0 < 0x80 } ? bytes.count : String(decoding: bytes, as: UTF8.self).count
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
}
