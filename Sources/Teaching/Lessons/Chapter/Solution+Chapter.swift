import Markdown

/// A solution's text read: what to type, what is printed, and the words around.
struct SolutionReading {
  let solution: Solution
  let commands: [FoundCommand]

  /// Nil when the text holds neither commands nor words.
  init?(_ pieces: [Piece], sources: ChapterSources) {
    let codes = pieces.flatMap { piece in
      piece.block.allCodes.map { (file: piece.file, block: $0.0, code: $0.1) }
    }
    let hasPrompts = codes.contains { !ShellTranscript($0.code.text, kind: .other).typed.isEmpty }
    let reading = CodeReading(sources: sources)
    var commands: [FoundCommand] = []
    var output: [String] = []
    for (file, block, code) in codes {
      let isTyped = !hasPrompts && (code.isShell || code.language.isEmpty)
      let kind: ShellTranscript.Kind = isTyped ? .shell : hasPrompts ? .other : code.shellKind
      let transcript = ShellTranscript(code.text, kind: kind)
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
  /// The code blocks of a block, also inside lists, quotes and what is hidden.
  var allCodes: [(Block, CodeBlock)] {
    switch kind {
    case .code(let code): [(self, code)]
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.allCodes)
    case .quote(let blocks): blocks.flatMap(\.allCodes)
    case .details(let details): details.blocks.flatMap(\.allCodes)
    default: []
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
    case .paragraph(let inlines): inlines.plainText.joinedLines
    case .list(let list): list.items.flatMap(\.blocks).compactMap(\.remark).joined(separator: "\n")
    default: nil
    }
  }
}
