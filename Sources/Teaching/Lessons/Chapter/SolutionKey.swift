import Markdown

/// Solutions that stand together, numbered like the steps they solve.
enum SolutionKey {
  /// Takes the key out of a chapter: the blocks without it, and the solution of each number.
  static func extract(
    from pieces: [Piece], _ transcripts: Transcripts
  ) -> (rest: [Piece], solutions: [Int: [Piece]]) {
    var rest: [Piece] = []
    var solutions: [Int: [Piece]] = [:]
    var index = 0
    let title = pieces.firstIndex { $0.block.isHeading }
    while index < pieces.count {
      // A chapter about solutions is no key, whatever its title says.
      let end = index == title ? nil : endOfKey(at: index, in: pieces)
      if let end, let numbered = numbered(keyBlocks(pieces[index..<end]), transcripts) {
        solutions.merge(numbered) { first, _ in first }
        index = end
      } else {
        rest.append(pieces[index])
        index += 1
      }
    }
    return (rest, solutions)
  }

  /// The end of what could be a key: one `<details>`, or a heading's section.
  private static func endOfKey(at index: Int, in pieces: [Piece]) -> Int? {
    switch pieces[index].block.kind {
    case .details(let details) where details.isSolution: index + 1
    case .heading(let level, _) where HelpWords.promiseSolution(pieces[index].block.words):
      pieces[(index + 1)...].firstIndex { piece in
        if case .heading(let other, _) = piece.block.kind { other <= level } else { false }
      } ?? pieces.count
    default: nil
    }
  }

  private static func keyBlocks(_ pieces: ArraySlice<Piece>) -> [Piece] {
    pieces.flatMap { piece -> [Piece] in
      guard case .details(let details) = piece.block.kind else { return [piece] }
      return details.blocks.map { Piece(file: piece.file, block: $0) }
    }
  }

  /// The numbered parts of a key; nil when there are fewer than two.
  static func numbered(_ pieces: [Piece], _ transcripts: Transcripts) -> [Int: [Piece]]? {
    let isNumbered = pieces.contains { piece in
      switch piece.block.kind {
      case .list, .heading: true
      case .paragraph: MarkedParagraphs.sign(of: piece.block.words.trimmed) != nil
      default: false
      }
    }
    guard isNumbered else { return nil }
    let pieces = MarkedParagraphs.cut(pieces)
    let outline = ChapterOutline(pieces, transcripts: transcripts)
    let parts = StepParts(splitting: pieces, by: StyleRules(outline).choose().reading)
    guard parts.steps.count > 1 else { return nil }
    let pairs = parts.steps.map { ($0.number, $0.leadIn + $0.body) }
    return Dictionary(pairs) { first, _ in first }
  }
}
