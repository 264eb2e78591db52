/// Folds what stands between `<details>` and `</details>` into one block, as browsers do.
///
/// cmark sees only pieces of HTML there, because a blank line ends an HTML block. An element that is never closed
/// takes the rest of its container, and a closing tag without an opening one is dropped.
enum DetailsFolding {
  static func fold(_ blocks: [Block]) -> [Block] {
    guard let first = blocks.firstIndex(where: { mentionsDetails($0) }) else { return blocks }
    var open: [Element] = [Element(line: 1, column: 1)]
    open[0].blocks += blocks[..<first]
    for block in blocks[first...] {
      guard case .html(let html) = block.kind, mentionsDetails(block) else {
        open[open.count - 1].blocks.append(block)
        continue
      }
      let pieces = HTMLPieces.split(html, firstLine: block.lines.lowerBound)
      if pieces.allSatisfy(\.isText) {
        open[open.count - 1].blocks.append(block)
      } else {
        for piece in pieces { apply(piece, column: block.column, to: &open) }
      }
    }
    while open.count > 1 { close(&open, line: nil) }
    return open[0].blocks
  }

  private struct Element {
    let line: Int
    let column: Int
    var summary = ""
    var blocks: [Block] = []
  }

  private static func mentionsDetails(_ block: Block) -> Bool {
    guard case .html(let html) = block.kind, !html.utf8.starts(with: "<!--".utf8) else { return false }
    return HTMLPieces.holdTag(html)
  }

  private static func apply(_ piece: HTMLPieces.Piece, column: Int, to open: inout [Element]) {
    switch piece.kind {
    case .opening:
      if open.count < NodeReader.deepest { open.append(Element(line: piece.line, column: column)) }
    case .summary(let text): open[open.count - 1].summary = text
    case .text(let text):
      open[open.count - 1].blocks += MarkdownDocument(parsing: text, startingAt: piece.line).blocks
    case .closing:
      if open.count > 1 { close(&open, line: piece.line) }
    }
  }

  private static func close(_ open: inout [Element], line: Int?) {
    let element = open.removeLast()
    let last = line ?? element.blocks.last?.lines.upperBound ?? element.line
    let details = Details(summary: element.summary, blocks: element.blocks, isClosed: line != nil)
    open[open.count - 1].blocks.append(
      Block(.details(details), lines: element.line...max(element.line, last), column: element.column))
  }
}
