/// Turns cmark's tree into blocks.
struct NodeReader {
  let source: SourceLines
  /// Deeper nesting than any person writes is dropped, so that no input exhausts the stack.
  static let deepest = 48

  /// The blocks of the whole source.
  func document() -> [Block] {
    CMarkNode.withDocument(parsing: source.bytes) { blocks(in: $0, depth: 0) } ?? []
  }

  private func blocks(in parent: CMarkNode, depth: Int) -> [Block] {
    guard depth < Self.deepest else { return [] }
    return DetailsFolding.fold(parent.children.compactMap { block($0, depth: depth) })
  }

  private func block(_ node: CMarkNode, depth: Int) -> Block? {
    kind(of: node, depth: depth).map { Block($0, lines: lines(of: node), column: column(of: node)) }
  }

  private func kind(of node: CMarkNode, depth: Int) -> Block.Kind? {
    switch node.type {
    case "heading": .heading(level: node.headingLevel, InlineReader.inlines(in: node))
    case "paragraph": .paragraph(InlineReader.inlines(in: node))
    case "list": .list(list(node, depth: depth))
    case "block_quote": .quote(blocks(in: node, depth: depth + 1))
    case "code_block": .code(CodeBlock(info: node.fenceInfo, text: node.literal, isFenced: node.isFenced))
    case "html_block": .html(node.literal)
    case "table": .table(table(node))
    case "thematic_break": .thematicBreak
    default: nil
    }
  }

  private func list(_ node: CMarkNode, depth: Int) -> List {
    let delimiter = node.delimiter
    let items = node.children.map { item in
      List.Item(
        number: delimiter == nil ? nil : printedNumber(of: item), blocks: blocks(in: item, depth: depth + 1),
        lines: lines(of: item), column: column(of: item), isChecked: item.isChecked)
    }
    return List(items: items, delimiter: delimiter, isTight: node.isTight)
  }

  /// The digits at the item's own place: cmark keeps only those of a list's first item.
  private func printedNumber(of item: CMarkNode) -> Int? {
    let rest = source.line(item.firstLine - 1).dropFirst(max(0, item.firstByte - 1))
    let digits = rest.drop { $0 == 0x20 || $0 == 0x09 }.prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private func table(_ node: CMarkNode) -> Table {
    var rows = node.children.map { row in row.children.map { InlineReader.inlines(in: $0) } }
    let header = rows.isEmpty ? [] : rows.removeFirst()
    return Table(header: header, rows: rows)
  }

  private func lines(of node: CMarkNode) -> ClosedRange<Int> {
    let first = max(1, node.firstLine) + source.firstLine - 1
    return first...max(first, node.lastLine + source.firstLine - 1)
  }

  private func column(of node: CMarkNode) -> Int {
    source.column(ofByte: node.firstByte, line: node.firstLine - 1)
  }
}
