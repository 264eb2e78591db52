import Basics
import Markdown

/// Turns blocks of a chapter into lines for a terminal.
struct MarkdownText {
  let style: TerminalStyle
  let width: Int

  init(style: TerminalStyle, width: Int) {
    self.style = style
    self.width = width
  }

  /// The blocks one below the other, a blank line between them; a heading stands directly above its text.
  func render(_ blocks: [Block]) -> String {
    var text = ""
    var isBelowHeading = false
    for block in blocks {
      guard let lines = lines(of: block.kind, width: width) else { continue }
      if !text.isEmpty { text += isBelowHeading ? "\n" : "\n\n" }
      text += lines.joined(separator: "\n")
      if case .heading = block.kind { isBelowHeading = true } else { isBelowHeading = false }
    }
    return text
  }

  /// Text in a line, with code and emphasis marked.
  func render(_ inlines: [Inline]) -> String {
    inlines.reduce(into: "") { text, inline in append(inline, to: &text) }
  }

  /// The lines of one block; `nil` for what has nothing to show on a terminal.
  private func lines(of kind: Block.Kind, width: Int) -> [String]? {
    switch kind {
    case .heading(_, let inlines): wrap(style(render(inlines), .strong), width)
    case .paragraph(let inlines): wrap(render(inlines), width)
    case .code(let code):
      code.text.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast(code.text.hasSuffix("\n") ? 1 : 0).map { $0.isEmpty ? "" : "    \($0)" }
    case .list(let list):
      list.items.enumerated().flatMap { offset, item in
        marked(list.delimiter == nil ? "- " : "\(item.number ?? offset + 1). ", item.blocks, width: width)
      }
    case .quote(let blocks): blocks.flatMap { lines(of: $0.kind, width: width - 2) ?? [] }.map { "| \($0)" }
    case .details(let details):
      wrap("\(details.summary):", width) + marked("", details.blocks, width: width)
    case .table(let table): rows(of: table)
    case .thematicBreak: [String(repeating: "-", count: min(width, 20))]
    case .html: nil
    }
  }

  private func wrap(_ text: String, _ width: Int) -> [String] {
    LineWrap.lines(of: text, width: width)
  }

  /// Blocks behind a bullet or number, indented below it.
  private func marked(_ mark: String, _ blocks: [Block], width: Int) -> [String] {
    let indent = String(repeating: " ", count: mark.isEmpty ? 2 : mark.count)
    let inner = blocks.flatMap { lines(of: $0.kind, width: width - indent.count) ?? [] }
    return inner.enumerated().map { ($0.offset == 0 && !mark.isEmpty ? mark : indent) + $0.element }
  }

  private func rows(of table: Table) -> [String] {
    let cells = ([table.header] + table.rows).map { $0.map { render($0) } }
    let widths = table.header.indices.map { column in
      cells.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return cells.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - DisplayWidth.of($0)) }
        .joined(separator: "   ")
    }
  }

  private func append(_ inline: Inline, to text: inout String) {
    switch inline {
    case .text(let plain): text += plain
    case .code(let code): text += style.isColoured ? style(code, .strong) : "`\(code)`"
    case .emphasis(let inner), .strong(let inner): text += style(render(inner), .strong)
    case .strikethrough(let inner): text += render(inner)
    case .link(let inner, let destination): text += link(render(inner), destination)
    case .image(let inner, _): text += "[\(render(inner))]"
    case .html: break
    case .softBreak: text += isWide(text.last) ? "" : " "
    case .lineBreak: text += "\n"
    }
  }

  /// A link that can be followed from a terminal shows where it leads.
  private func link(_ label: String, _ destination: String) -> String {
    guard destination.hasPrefix("http"), destination != label else { return label }
    return "\(label) (\(style(destination, .quiet)))"
  }

  /// Japanese runs on over a line end; words of other languages need the space.
  private func isWide(_ character: Character?) -> Bool {
    character.map { DisplayWidth.of($0) == 2 } ?? true
  }
}
