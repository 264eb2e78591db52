import Markdown

/// What Killercoda lets authors write behind a code span: `docker ps`{{exec}}.
///
/// Killercoda's documentation, "Markdown Extensions"; Katacoda wrote `{{execute}}`.
enum Annotation {
  /// Whether any code span of a paragraph is to be executed.
  static func asksToExecute(_ block: Block) -> Bool {
    guard case .paragraph(let inlines) = block.kind, isIn(block) else { return false }
    return !executed(inlines).isEmpty
  }

  /// The code spans that are to be executed.
  static func executed(_ inlines: [Inline]) -> [String] {
    zip(inlines, inlines.dropFirst()).compactMap { code, next in
      guard case .code(let text) = code, case .text(let after) = next, after.hasPrefix("{{exec") else {
        return nil
      }
      return text
    }
  }

  /// The blocks without such annotations.
  static func removed(from block: Block) -> Block {
    guard isIn(block) else { return block }
    var block = block
    switch block.kind {
    case .paragraph(let inlines): block.kind = .paragraph(removed(from: inlines))
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = list.items[index].blocks.map { removed(from: $0) }
      }
      block.kind = .list(list)
    default: break
    }
    return block
  }

  /// Whether something like an annotation stands in a paragraph or a list.
  private static func isIn(_ block: Block) -> Bool {
    switch block.kind {
    case .paragraph(let inlines):
      inlines.contains { if case .text(let text) = $0 { text.startsWithBytes(of: "{{") } else { false } }
    case .list(let list): list.items.contains { item in item.blocks.contains { isIn($0) } }
    default: false
    }
  }

  private static func removed(from inlines: [Inline]) -> [Inline] {
    inlines.indices.map { index in
      guard index > 0, case .code = inlines[index - 1], case .text(let text) = inlines[index],
        text.hasPrefix("{{"),
        ["{{exec", "{{copy", "{{open"].contains(where: text.hasPrefix), let end = text.firstRange(of: "}}")
      else { return inlines[index] }
      return .text(String(text[end.upperBound...]))
    }
  }
}
