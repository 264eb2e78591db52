import CCmarkGFM

/// Turns the inline children of a cmark node into values.
enum InlineReader {
  static func inlines(in parent: CMarkNode, depth: Int = 0) -> [Inline] {
    guard depth < NodeReader.deepest else { return [] }
    var inlines: [Inline] = []
    // cmark breaks text at every character that might have been markup.
    var text = ""
    parent.forEachChild { child in
      if child.kind == CMARK_NODE_TEXT {
        // The first piece is taken as it is: most texts have only one.
        if text.isEmpty { text = child.literal } else { text += child.literal }
      } else if let inline = inline(child, depth: depth) {
        if !text.isEmpty { inlines.append(.text(text)) }
        text = ""
        inlines.append(inline)
      }
    }
    if !text.isEmpty { inlines.append(.text(text)) }
    return inlines
  }

  private static func inline(_ node: CMarkNode, depth: Int) -> Inline? {
    switch node.kind {
    case CMARK_NODE_CODE: .code(node.literal)
    case CMARK_NODE_HTML_INLINE: .html(node.literal)
    case CMARK_NODE_EMPH: .emphasis(inlines(in: node, depth: depth + 1))
    case CMARK_NODE_STRONG: .strong(inlines(in: node, depth: depth + 1))
    case CMARK_NODE_LINK: .link(inlines(in: node, depth: depth + 1), destination: node.destination)
    case CMARK_NODE_IMAGE: .image(inlines(in: node, depth: depth + 1), source: node.destination)
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    default: node.isNamed("strikethrough") ? .strikethrough(inlines(in: node, depth: depth + 1)) : nil
    }
  }
}
