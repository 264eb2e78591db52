/// Turns the inline children of a cmark node into values.
enum InlineReader {
  static func inlines(in parent: CMarkNode, depth: Int = 0) -> [Inline] {
    guard depth < NodeReader.deepest else { return [] }
    var inlines: [Inline] = []
    for child in parent.children {
      guard let inline = inline(child, depth: depth) else { continue }
      if case .text(let tail) = inline, case .text(let head)? = inlines.last {
        inlines[inlines.count - 1] = .text(head + tail)
      } else {
        inlines.append(inline)
      }
    }
    return inlines
  }

  private static func inline(_ node: CMarkNode, depth: Int) -> Inline? {
    switch node.type {
    case "text": .text(node.literal)
    case "code": .code(node.literal)
    case "html_inline": .html(node.literal)
    case "emph": .emphasis(inlines(in: node, depth: depth + 1))
    case "strong": .strong(inlines(in: node, depth: depth + 1))
    case "strikethrough": .strikethrough(inlines(in: node, depth: depth + 1))
    case "link": .link(inlines(in: node, depth: depth + 1), destination: node.destination)
    case "image": .image(inlines(in: node, depth: depth + 1), source: node.destination)
    case "softbreak": .softBreak
    case "linebreak": .lineBreak
    default: nil
    }
  }
}
