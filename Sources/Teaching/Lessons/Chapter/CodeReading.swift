import Markdown

/// The commands of blocks, with their places and what is printed below them.
struct CodeReading {
  let sources: ChapterSources

  /// The commands of a step's fences, also inside its lists.
  func commands(in pieces: [Piece]) -> [FoundCommand] {
    pieces.flatMap { commands(in: $0.block, $0.file) }
  }

  private func commands(in block: Block, _ file: String) -> [FoundCommand] {
    switch block.kind {
    case .code(let code): commands(of: sources.transcripts.of(code), code, block, file)
    case .list(let list): list.items.flatMap(\.blocks).flatMap { commands(in: $0, file) }
    case .paragraph(let inlines):
      Annotation.executed(inlines).map { code in
        let place = sources.places(of: code, in: block.lines, file: file).first
        return FoundCommand(
          code, at: place ?? SourcePlace(file: file, line: block.lines.lowerBound, column: block.column),
          carrier: .inline)
      }
    default: []
    }
  }

  /// Visits the code blocks of a block outside of quotes and of what is hidden.
  static func forEachCode(in block: Block, _ visit: (CodeBlock) -> Void) {
    switch block.kind {
    case .code(let code): visit(code)
    case .list(let list):
      for item in list.items {
        for inner in item.blocks { forEachCode(in: inner, visit) }
      }
    default: break
    }
  }

  /// The commands of one code block.
  func commands(of transcript: ShellTranscript, _ code: CodeBlock, _ block: Block, _ file: String)
    -> [FoundCommand]
  {
    guard !transcript.typed.isEmpty else { return [] }
    let rows = CodeLines.of(code.text)
    return transcript.typed.map { typed in
      let row = rows.indices.contains(typed.row) ? rows[typed.row] : ""
      return FoundCommand(
        typed.line, at: sources.place(inRow: typed.row, row, width: typed.width, of: block, file: file),
        carrier: code.form == .oneLine ? .oneLine : .fence, host: typed.host,
        output: typed.printed.filter { !$0.isComment }.map(\.text))
    }
  }
}
