/// Text that stands inside another notation without being able to leave it.
package enum Escaping {
  /// Text content of an XML 1.0 element: markup is escaped, characters that XML has no place for become U+FFFD.
  ///
  /// Source: Extensible Markup Language (XML) 1.0, sections 2.2 (Char) and 2.4.
  package static func xml(_ text: String) -> String {
    replaced(text) { scalar in
      if scalar == "\t" || scalar == "\n" { return nil }
      return markup(scalar)
    }
  }

  /// A value of an XML attribute between double quotes; tabs and line breaks survive its normalisation (section 3.3.3).
  package static func xmlAttribute(_ text: String) -> String { replaced(text, markup) }

  /// Text of an HTML element, or a value of an attribute between quotes of either kind.
  package static func html(_ text: String) -> String {
    replaced(text) { scalar in
      if scalar == "\t" || scalar == "\n" { return nil }
      // The control characters of Latin-1 are errors of parsing in HTML.
      return (0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : markup(scalar)
    }
  }

  /// A text cell of a table that a spreadsheet may open: visible, and never a formula.
  ///
  /// A cell that begins with `=`, `+`, `-` or `@` is given a leading `'`, as OWASP advises on CSV injection; so is one
  /// that begins with a tab or a carriage return, before those are made visible. Quoting for CSV comes after this.
  package static func cell(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) else {
      return Plain.visible(text)
    }
    return "'" + Plain.visible(text)
  }

  /// Part of a line of Markdown: makes no link, no table, no HTML, no emphasis and calls nobody.
  ///
  /// Source: GitHub Flavored Markdown Spec, 2.4 (backslash escapes), 6.9 (autolinks). A comment behind `@` keeps
  /// addresses from becoming links and names from becoming mentions.
  package static func markdown(_ text: String) -> String {
    var result = ""
    var rest = Plain.visible(text).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "@": result += "@<!-- -->"
      case ":" where rest.first == "/": result += "\\:"
      case "." where endsWithWWW(result): result += "\\."
      case _ where "\\`*_[]<>|~&#$".unicodeScalars.contains(scalar): result += "\\\(scalar)"
      case _ where result.isEmpty && "-+=.0123456789".unicodeScalars.contains(scalar):
        result += blockSafe(scalar, before: rest)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text between backquotes on one line, with as many of them as it takes; `isInTable` keeps its bars from ending a cell.
  package static func markdownCode(_ text: String, isInTable: Bool = false) -> String {
    let shown = Plain.visible(text)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
    let padding = shown.hasPrefix("`") || shown.hasSuffix("`") || shown.isEmpty ? " " : ""
    let code = fence + padding + shown + padding + fence
    guard isInTable else { return code }
    return code.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// Lines that a program printed, as a fenced block.
  package static func markdownBlock(_ text: String) -> String {
    let shown = Plain.visibleLines(text)
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: shown) + 1))
    return "\(fence)text\n\(shown)\(shown.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  /// A description of a TAP test point: one line in which nothing is taken for a directive.
  ///
  /// Source: TAP version 14, "Escaping".
  package static func tap(_ text: String) -> String {
    replaced(Plain.visible(text)) { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "#": "\\#"
      default: nil
      }
    }
  }
}

extension Escaping {
  private static func markup(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    case "\t": "&#9;"
    case "\n": "&#10;"
    case "\r": "&#13;"
    case _ where scalar.value < 0x20 || scalar.isNoncharacter: "\u{FFFD}"
    default: nil
    }
  }

  private static func replaced(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let replacement = replacement(scalar) {
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A list, a heading's underline or a numbered item begins with the first character of a line.
  private static func blockSafe(_ scalar: Unicode.Scalar, before rest: Substring.UnicodeScalarView) -> String
  {
    guard ("0"..."9").contains(scalar) else { return scalar == "." ? "." : "\\\(scalar)" }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    let mark = rest.dropFirst(digits.count).first
    // A digit cannot be escaped, so the item's mark is kept away by an empty comment.
    return mark == "." || mark == ")" ? "<!-- -->\(scalar)" : String(scalar)
  }

  private static func endsWithWWW(_ text: String) -> Bool { text.suffix(3).lowercased() == "www" }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, current) = (0, 0)
    for other in text {
      current = other == character ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
