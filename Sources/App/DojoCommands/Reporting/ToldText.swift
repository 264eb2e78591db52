import Basics
import Reports

/// Lines of a summary or a story on a terminal.
struct ToldText {
  let style: TerminalStyle
  let width: Int

  init(console: Console) {
    self.init(style: console.style, width: console.width)
  }

  /// A document, which does not know where it will be read: plain, and 80 columns wide.
  static let document = Self(style: .plain, width: 80)

  init(style: TerminalStyle, width: Int) {
    self.style = style
    self.width = width
  }

  func render(_ lines: [ToldLine]) -> String {
    lines.map(render).joined(separator: "\n")
  }

  private func render(_ line: ToldLine) -> String {
    let text = LineWrap.hanging(line.label, line.text, width: width).split(
      separator: "\n", omittingEmptySubsequences: false)
    // One word alone can be wider than the screen; it is broken where the screen ends.
    let whole = text.flatMap { broken(String($0)) }.joined(separator: "\n")
    switch line.weight {
    case .heading: return style(whole, .strong)
    case .quiet: return style(whole, .quiet)
    case .plain: return whole
    }
  }

  private func broken(_ line: String) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    var lines = [""]
    var column = 0
    for character in line {
      let columns = DisplayWidth.of(character)
      if column + columns > width {
        lines.append("")
        column = 0
      }
      lines[lines.count - 1].append(character)
      column += columns
    }
    return lines
  }
}
