extension Inline {
  /// The same run with every piece of text, code and address replaced.
  package func mapText(_ replace: (String) -> String) -> Inline {
    switch self {
    case .text(let text): .text(replace(text))
    case .code(let text): .code(replace(text))
    case .html(let text): .html(replace(text))
    case .emphasis(let inner): .emphasis(inner.mapText(replace))
    case .strong(let inner): .strong(inner.mapText(replace))
    case .strikethrough(let inner): .strikethrough(inner.mapText(replace))
    case .link(let inner, let destination): .link(inner.mapText(replace), destination: replace(destination))
    case .image(let inner, let source): .image(inner.mapText(replace), source: replace(source))
    case .softBreak, .lineBreak: self
    }
  }
}

extension Array<Inline> {
  /// The same runs with every piece of text, code and address replaced.
  package func mapText(_ replace: (String) -> String) -> Self {
    map { $0.mapText(replace) }
  }
}

extension Block {
  /// The same block with every piece of text in it replaced.
  package func mapText(_ replace: (String) -> String) -> Block {
    var block = self
    block.kind = kind.mapText(replace)
    return block
  }
}

extension Array<Block> {
  /// The same blocks with every piece of text in them replaced.
  package func mapText(_ replace: (String) -> String) -> Self {
    map { $0.mapText(replace) }
  }
}

extension Block.Kind {
  fileprivate func mapText(_ replace: (String) -> String) -> Self {
    switch self {
    case .heading(let level, let inlines): return .heading(level: level, inlines.mapText(replace))
    case .paragraph(let inlines): return .paragraph(inlines.mapText(replace))
    case .quote(let blocks): return .quote(blocks.mapText(replace))
    case .html(let html): return .html(replace(html))
    case .thematicBreak: return self
    case .code(var code):
      code.text = replace(code.text)
      return .code(code)
    case .details(var details):
      details.summary = replace(details.summary)
      details.blocks = details.blocks.mapText(replace)
      return .details(details)
    case .list(var list):
      for index in list.items.indices { list.items[index].blocks = list.items[index].blocks.mapText(replace) }
      return .list(list)
    case .table(let table):
      let rows = table.rows.map { row in row.map { $0.mapText(replace) } }
      return .table(Table(header: table.header.map { $0.mapText(replace) }, rows: rows))
    }
  }
}
