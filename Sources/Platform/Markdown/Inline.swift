/// A run of text inside a block.
package enum Inline: Hashable, Sendable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link([Inline], destination: String)
  case image([Inline], source: String)
  /// Inline HTML as written.
  case html(String)
  /// A line end in the source that is only a space when read.
  case softBreak
  case lineBreak
}

extension Inline {
  /// The text as a reader hears it: no markup, breaks as `\n`, images by their description.
  package var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.plainText
    case .link(let inner, _), .image(let inner, _): inner.plainText
    case .html: ""
    case .softBreak, .lineBreak: "\n"
    }
  }
}

extension Array<Inline> {
  /// The text as a reader hears it.
  package var plainText: String {
    // Most paragraphs are one piece of text, which needs no copy.
    guard var text = first?.plainText else { return "" }
    for inline in dropFirst() { text += inline.plainText }
    return text
  }
}
