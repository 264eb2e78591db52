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
    case .code(let code): commands(of: ShellTranscript(code.text, kind: code.shellKind), code, block, file)
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

  /// The code blocks of a block outside of quotes and of what is hidden.
  static func codes(in block: Block) -> [(Block, CodeBlock)] {
    switch block.kind {
    case .code(let code): [(block, code)]
    case .list(let list): list.items.flatMap(\.blocks).flatMap { codes(in: $0) }
    default: []
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
