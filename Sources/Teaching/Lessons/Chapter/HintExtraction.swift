import Markdown

/// Takes hints and solutions out of a step's text, in the order in which they stand there.
struct HintExtraction {
  private(set) var hints: [[Block]] = []
  private(set) var solutions: [Piece] = []
  /// Where the first solution stands.
  private(set) var solutionPlace: SourcePlace?

  /// The text without its hints and solutions.
  mutating func take(from pieces: [Piece]) -> [Piece] {
    var rest: [Piece] = []
    var index = 0
    while index < pieces.count {
      let end = sectionEnd(at: index, in: pieces)
      if let end {
        takeSection(pieces[index..<end])
      } else {
        let piece = pieces[index]
        if let block = take(from: piece.block, file: piece.file) {
          rest.append(Piece(file: piece.file, block: block))
        }
      }
      index = end ?? index + 1
    }
    return rest
  }

  /// The end of a section whose heading promises a hint or a solution; nil where no such heading stands.
  private func sectionEnd(at index: Int, in pieces: [Piece]) -> Int? {
    let block = pieces[index].block
    guard case .heading(let level, _) = block.kind, block.promisesHelp else { return nil }
    return pieces[(index + 1)...].firstIndex { piece in
      if case .heading(let other, _) = piece.block.kind { other <= level } else { false }
    } ?? pieces.count
  }

  private mutating func takeSection(_ section: ArraySlice<Piece>) {
    guard let head = section.first else { return }
    let content = section.dropFirst()
    if HelpWords.promiseSolution(head.block.headingText ?? "") {
      addSolution(Array(content), at: head.block, file: head.file)
    } else if !content.isEmpty {
      hints.append(content.map(\.block))
    }
  }

  private mutating func addSolution(_ pieces: [Piece], at block: Block, file: String) {
    for piece in pieces {
      // Some hide the solution below a heading that says so already.
      if case .details(let details) = piece.block.kind {
        solutions += details.blocks.map { Piece(file: piece.file, block: $0) }
      } else {
        solutions.append(piece)
      }
    }
    solutionPlace =
      solutionPlace ?? SourcePlace(file: file, line: block.lines.lowerBound, column: block.column)
  }

  private mutating func take(from blocks: [Block], file: String) -> [Block] {
    var rest: [Block] = []
    rest.reserveCapacity(blocks.count)
    for block in blocks {
      if let block = take(from: block, file: file) { rest.append(block) }
    }
    return rest
  }

  /// What is left of a block; nil when all of it was a hint or a solution.
  private mutating func take(from block: Block, file: String) -> Block? {
    switch block.kind {
    case .details(let details) where details.isHint: hints.append(details.blocks)
    case .details(let details) where details.isSolution:
      addSolution(details.blocks.map { Piece(file: file, block: $0) }, at: block, file: file)
    case .quote(let inner) where block.isHint: hints.append(inner)
    case .paragraph where !HelpWords.mayHint(block.words): return block
    case .paragraph where block.isHint: hints.append([block])
    case .paragraph(let inlines): return takeInlineHints(from: inlines, of: block)
    case .list(var list):
      var block = block
      for index in list.items.indices {
        list.items[index].blocks = take(from: list.items[index].blocks, file: file)
      }
      block.kind = .list(list)
      return block
    default: return block
    }
    return nil
  }

  private mutating func takeInlineHints(from inlines: [Inline], of block: Block) -> Block? {
    let (text, found) = InlineHint.take(from: inlines, saying: block.words)
    guard !found.isEmpty else { return block }
    hints += found.map { [Block(.paragraph($0), lines: block.lines, column: block.column)] }
    var block = block
    block.kind = .paragraph(text)
    return block.words.trimmed.isEmpty ? nil : block
  }
}

extension Block {
  /// Whether the block is a hint as a whole: one that is folded away, or words such as `Hint: …`, quoted or not.
  var isHint: Bool {
    switch kind {
    case .details(let details): details.isHint
    case .quote(let blocks): blocks.first?.saysHint == true
    default: saysHint
    }
  }

  /// Whether it is a heading above a hint or a solution.
  var promisesHelp: Bool {
    isHeading && (HelpWords.promiseSolution(words) || HelpWords.startWithHint(words))
  }

  private var saysHint: Bool {
    if case .paragraph = kind { HelpWords.startWithHint(words) } else { false }
  }
}

/// Hints in parentheses inside a sentence: `（ヒント：…）`, `(Hint: …)`, `（[ヒント](…)）`.
enum InlineHint {
  /// The text without its hints; `words` is what it says.
  static func take(from inlines: [Inline], saying words: String) -> (text: [Inline], hints: [[Inline]]) {
    guard finder.isIn(words) else { return (inlines, []) }
    var scanner = Scanner()
    for inline in inlines {
      if case .text(let text) = inline { scanner.read(text) } else { scanner.add(inline) }
    }
    return scanner.finish()
  }

  /// Reads character by character; what stands in a hint's parentheses is collected apart.
  private struct Scanner {
    private var text: [Inline] = []
    private var hints: [[Inline]] = []
    private var hint: [Inline] = []
    /// Characters that are not yet in `text` or `hint`.
    private var run = ""
    /// The parentheses that are open since the hint's own, that one included; 0 outside of hints.
    private var depth = 0
    /// The hint's opening as written, to be put back when it never closes.
    private var opening = ""

    mutating func read(_ piece: String) {
      var rest = piece[...]
      while let parenthesis = InlineHint.parenthesis(in: rest) {
        run += rest[..<parenthesis]
        rest = rest[parenthesis...]
        if depth == 0, let head = InlineHint.opening(at: rest) {
          endRun()
          opening = String(head)
          depth = 1
          rest = rest[head.endIndex...]
          continue
        }
        let character = rest.removeFirst()
        if depth > 0 { depth += character == "(" || character == "（" ? 1 : -1 }
        if depth == 0, !opening.isEmpty { close() } else { run.append(character) }
      }
      run += rest
    }

    mutating func add(_ inline: Inline) {
      endRun()
      if depth == 0, case .link(let label, _) = inline, endsWithParenthesis,
        InlineHint.isWord(label.plainText)
      {
        dropParenthesis()
        depth = 1
      }
      if depth > 0 { hint.append(inline) } else { text.append(inline) }
    }

    mutating func finish() -> (text: [Inline], hints: [[Inline]]) {
      endRun()
      if depth > 0 { text += [.text(opening)] + hint }
      return (text, hints)
    }

    private mutating func endRun() {
      guard !run.isEmpty else { return }
      if depth > 0 { hint.append(.text(run)) } else { text.append(.text(run)) }
      run = ""
    }

    /// Ends a hint; what was read since its opening is the hint's.
    private mutating func close() {
      if !run.isEmpty { hint.append(.text(run)) }
      run = ""
      hints.append(hint)
      hint = []
      opening = ""
    }

    private var endsWithParenthesis: Bool {
      if case .text(let text)? = text.last { text.hasSuffix("（") || text.hasSuffix("(") } else { false }
    }

    private mutating func dropParenthesis() {
      guard case .text(let last)? = text.last else { return }
      opening = String(last.suffix(1))
      text[text.count - 1] = .text(String(last.dropLast()))
    }
  }

  private static let words = ["ヒント", "hint", "tip", "astuce", "indice", "tipp", "pista", "dica", "提示", "힌트"]

  private static let finder = PhraseFinder(words)
  private static let colons: Signs = "：:"

  /// The first parenthesis of either kind and width.
  private static func parenthesis(in text: Substring) -> Substring.Index? {
    let bytes = text.utf8
    return bytes.indices.first { index in
      switch bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: ")"): true
      case 0xEF:
        bytes[index...].starts(with: [0xEF, 0xBC, 0x88]) || bytes[index...].starts(with: [0xEF, 0xBC, 0x89])
      default: false
      }
    }
  }

  private static func isWord(_ text: String) -> Bool {
    words.contains(text.trimmed.lowercased())
  }

  /// `（ヒント：` and its kin at the start of the text.
  private static func opening(at text: Substring) -> Substring? {
    guard let first = text.first, first == "(" || first == "（" else { return nil }
    guard let colon = text.prefix(12).firstIndex(where: { colons.contains($0) }) else { return nil }
    guard isWord(String(text[text.index(after: text.startIndex)..<colon])) else { return nil }
    let after = text.index(after: colon)
    return text[..<text[after...].prefix { $0 == " " }.endIndex]
  }
}
