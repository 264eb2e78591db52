import Markdown

/// A solution's text read: what to type, what is printed, and the words around.
struct SolutionReading {
  let solution: Solution
  let commands: [FoundCommand]

  /// Nil when the text holds neither commands nor words.
  init?(_ pieces: [Piece], sources: ChapterSources) {
    var codes: [(file: String, block: Block, code: CodeBlock)] = []
    for piece in pieces {
      piece.block.forEachCode { codes.append((piece.file, $0, $1)) }
    }
    let hasPrompts = codes.contains { !sources.transcripts.of($0.code, as: .other).typed.isEmpty }
    let reading = CodeReading(sources: sources)
    var commands: [FoundCommand] = []
    var output: [String] = []
    for (file, block, code) in codes {
      let isTyped = !hasPrompts && (code.isShell || code.language.isEmpty)
      let kind: ShellTranscript.Kind = isTyped ? .shell : hasPrompts ? .other : code.shellKind
      let transcript = sources.transcripts.of(code, as: kind)
      commands += reading.commands(of: transcript, code, block, file)
      output += transcript.output
    }
    if codes.isEmpty { commands = pieces.compactMap { $0.onlyCommand(sources) } }
    let remarks = pieces.map(\.block).compactMap {
      $0.onlyCode == nil ? $0.remark : codes.isEmpty ? nil : $0.remark
    }
    guard !commands.isEmpty || !remarks.isEmpty else { return nil }
    self.commands = commands
    solution = Solution(
      commands: commands.map { Command($0.line) }, sampleOutput: output.joined(separator: "\n").trimmed,
      remarks: remarks.joined(separator: "\n"))
  }
}

extension Piece {
  /// The command of a paragraph that is nothing but one code span.
  fileprivate func onlyCommand(_ sources: ChapterSources) -> FoundCommand? {
    guard let code = block.onlyCode else { return nil }
    let place =
      sources.places(of: code, in: block.lines, file: file).first
      ?? SourcePlace(file: file, line: block.lines.lowerBound, column: block.column)
    return FoundCommand(code, at: place, carrier: .inline)
  }
}

extension Block {
  /// Visits the code blocks of a block, also inside lists, quotes and what is hidden.
  func forEachCode(_ visit: (Block, CodeBlock) -> Void) {
    switch kind {
    case .code(let code): visit(self, code)
    case .list(let list):
      for item in list.items {
        for inner in item.blocks { inner.forEachCode(visit) }
      }
    case .quote(let blocks): for inner in blocks { inner.forEachCode(visit) }
    case .details(let details): for inner in details.blocks { inner.forEachCode(visit) }
    default: break
    }
  }

  /// The code of a paragraph that is nothing but one code span.
  fileprivate var onlyCode: String? {
    guard case .paragraph(let inlines) = kind, inlines.count == 1, case .code(let code)? = inlines.first
    else {
      return nil
    }
    return code.hasPrefix("$ ") ? String(code.dropFirst(2)) : code
  }

  fileprivate var remark: String? {
    switch kind {
    case .paragraph: words.joinedLines
    case .list(let list): list.items.flatMap(\.blocks).compactMap(\.remark).joined(separator: "\n")
    default: nil
    }
  }
}
