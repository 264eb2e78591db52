/// The elements of which a page is made.
enum Tag: String {
  case html, head, meta, title, style, body
  case header, nav, main, section, article, footer
  case h1, h2, h3, h4, p, div, pre, span, small, strong, code, bdi, a
  case ul, ol, li, dl, dt, dd
  case table, caption, thead, tbody, tr, th, td
  case details, summary
  case svg, g, rect, path, desc
  /// Text in a drawing.
  case label = "text"
}
