/// The help of a command, laid out as docker lays it out.
enum HelpText {
  /// The whole help, without a final line break.
  static func command(_ specification: CommandSpecification, path: String, width: Int) -> String {
    var sections = ["Usage:  \(path)\(specification.usage.isEmpty ? "" : " " + specification.usage)"]
    sections.append(specification.details ?? specification.summary)
    if !specification.aliases.isEmpty {
      sections.append("Aliases:\n  " + specification.aliases.joined(separator: ", "))
    }
    let visible = specification.flags.filter { $0.requires == nil && !$0.isHidden }
    if !visible.isEmpty { sections.append("Options:\n" + options(visible, width: width)) }
    return sections.joined(separator: "\n\n")
  }

  /// What stands before help that was asked for by `-h`.
  static let deprecation = "Flag shorthand -h has been deprecated, use --help\n"

  /// One line for each option, wrapped to the width of the terminal.
  static func options(_ flags: [Flag], width: Int) -> String {
    let heads = flags.map { flag in
      let name = flag.shorthand.map { "  -\($0), --\(flag.name)" } ?? "      --\(flag.name)"
      return name + (flag.kind.typeName.map { " \($0)" } ?? "")
    }
    let column = (heads.map(\.count).max() ?? 0) + 3
    return zip(heads, flags).map { head, flag in
      head + String(repeating: " ", count: column - head.count)
        + wrapped(flag.help, indent: column, width: width - 1)
    }.joined(separator: "\n")
  }

  /// The names of commands with what they do.
  static func commands(_ rows: [(name: String, summary: String)]) -> String {
    rows.map { row in
      "  \(row.name)" + String(repeating: " ", count: max(1, 12 - row.name.count)) + row.summary
    }.joined(separator: "\n")
  }

  /// Breaks lines before `width`; a few letters more are allowed where that saves a line.
  static func wrapped(_ text: String, indent: Int, width: Int) -> String {
    let tolerance = 5
    var room = width - indent
    var indent = indent
    var lines: [String] = []
    if room < 24 {
      indent = 16
      room = width - indent
      lines.append("")
    }
    let margin = "\n" + String(repeating: " ", count: indent)
    var rest = text[...]
    while !rest.isEmpty {
      let (line, remainder) = cut(rest, at: room - tolerance, tolerance: tolerance)
      lines.append(line.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: margin))
      rest = remainder
    }
    return lines.joined(separator: margin)
  }

  private static func cut(_ text: Substring, at length: Int, tolerance: Int) -> (Substring, Substring) {
    guard text.count > length + tolerance - 1, length > 0 else { return (text, "") }
    let head = text.prefix(length)
    guard let space = head.lastIndex(where: { $0 == " " || $0 == "\t" || $0 == "\n" }),
      space > text.startIndex
    else { return (text, "") }
    let lineBreak = head.lastIndex(of: "\n").flatMap { $0 > text.startIndex && $0 < space ? $0 : nil }
    let end = lineBreak ?? space
    return (text[..<end], text[text.index(after: end)...])
  }

  /// The help of `--format` where rows are listed.
  static let listFormat = """
    Format output using a custom template:
    'table':            Print output in table format with column headers (default)
    'table TEMPLATE':   Print output in table format using the given Go template
    'json':             Print in JSON format
    'TEMPLATE':         Print output using the given Go template.
    Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with \
    templates
    """

  /// The help of `--format` where documents are shown.
  static let inspectFormat = """
    Format output using a custom template:
    'json':             Print in JSON format
    'TEMPLATE':         Print output using the given Go template.
    Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with \
    templates
    """
}
