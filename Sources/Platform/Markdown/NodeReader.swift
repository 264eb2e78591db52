import CCmarkGFM

/// Turns cmark's tree into blocks.
struct NodeReader {
  let source: SourceLines
  /// How many repairs of fences led to this text.
  let repairs: Int
  /// Deeper nesting than any person writes is dropped, so that no input exhausts the stack.
  static let deepest = 48

  /// The blocks of the whole source.
  func document() -> [Block] {
    CMarkNode.withDocument(parsing: source.bytes) { blocks(in: $0, depth: 0) } ?? []
  }

  private func blocks(in parent: CMarkNode, depth: Int) -> [Block] {
    guard depth < Self.deepest else { return [] }
    var blocks: [Block] = []
    parent.forEachChild { child in
      if let block = block(child, depth: depth) { blocks.append(block) }
    }
    let repaired = FenceRepair(source: source, repairs: repairs).repaired(blocks, isTop: depth == 0)
    return DetailsFolding.fold(repaired)
  }

  private func block(_ node: CMarkNode, depth: Int) -> Block? {
    kind(of: node, depth: depth).map { Block($0, lines: lines(of: node), column: column(of: node)) }
  }

  private func kind(of node: CMarkNode, depth: Int) -> Block.Kind? {
    switch node.kind {
    case CMARK_NODE_HEADING: .heading(level: node.headingLevel, InlineReader.inlines(in: node))
    case CMARK_NODE_PARAGRAPH: .paragraph(InlineReader.inlines(in: node))
    case CMARK_NODE_LIST: .list(list(node, depth: depth))
    case CMARK_NODE_BLOCK_QUOTE: .quote(blocks(in: node, depth: depth + 1))
    case CMARK_NODE_CODE_BLOCK: .code(code(node))
    case CMARK_NODE_HTML_BLOCK: .html(node.literal)
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    default: node.isNamed("table") ? .table(table(node)) : nil
    }
  }

  private func code(_ node: CMarkNode) -> CodeBlock {
    let annotation = source.annotations.isEmpty ? nil : source.annotations[node.lastLine - 1]
    return CodeBlock(
      info: node.fenceInfo, text: node.literal, isFenced: node.isFenced, annotation: annotation)
  }

  private func list(_ node: CMarkNode, depth: Int) -> List {
    let delimiter = node.delimiter
    var items: [List.Item] = []
    node.forEachChild { item in
      items.append(
        List.Item(
          number: delimiter == nil ? nil : printedNumber(of: item),
          blocks: blocks(in: item, depth: depth + 1),
          lines: lines(of: item), column: column(of: item), isChecked: item.isChecked))
    }
    return List(items: items, delimiter: delimiter, isTight: node.isTight)
  }

  /// The digits at the item's own place: cmark keeps only those of a list's first item.
  private func printedNumber(of item: CMarkNode) -> Int? {
    let rest = source.line(item.firstLine - 1).dropFirst(max(0, item.firstByte - 1))
    var number: Int?
    for byte in rest.drop(while: { $0 == 0x20 || $0 == 0x09 }).prefix(while: { (0x30...0x39).contains($0) }) {
      let (product, isTooLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
      if isTooLarge { return nil }
      number = product + Int(byte - 0x30)
    }
    return number
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
