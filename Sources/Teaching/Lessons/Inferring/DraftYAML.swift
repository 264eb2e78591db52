import Basics

/// How a draft is written, in YAML that people go on with.
enum DraftYAML {
  /// A check as an item of `checks:`.
  static func lines(of check: InferredCheck) -> [String] {
    var lines = ["      - id: \(check.id)", "        inferred: true"]
    if let needs = check.needs { lines.append("        needs: \(needs)") }
    if let within = check.within { lines.append("        within: \(within)") }
    for member in check.condition.object?.members ?? [] {
      lines.append("        \(member.key): \(flow(member.value))")
    }
    return lines
  }

  static func lines(of values: [(name: String, value: String)]) -> [String] {
    guard !values.isEmpty else { return [] }
    let all = values.map { "\(quoted($0.name)): \(quoted($0.value))" }.joined(separator: ", ")
    return ["values: {\(all)}"]
  }

  /// Those of a step's checks that the reader takes: a chapter may name what docker would refuse.
  static func readable(
    _ checks: [InferredCheck], of step: String, after previous: String?,
    values: [(name: String, value: String)]
  ) -> [InferredCheck] {
    let head =
      ["lesson: draft"] + lines(of: values) + ["steps:"] + (previous.map { ["  - id: \($0)"] } ?? [])
      + ["  - id: \(step)", "    checks:"]
    var taken: [InferredCheck] = []
    for check in checks {
      let text = (head + (taken + [check]).flatMap(lines)).joined(separator: "\n")
      if (try? ChecksFile(yaml: text, path: "draft")) != nil { taken.append(check) }
    }
    return taken
  }

  static func flow(_ value: JSONValue) -> String {
    switch value {
    case .object(let object):
      "{" + object.members.map { "\(quoted($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
    case .array(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .string(let text): quoted(text)
    case .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null: "null"
    }
  }

  /// Text that YAML reads as the same text: as it is where that is plain, else with JSON's quotes.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text.last?.isWhitespace == false
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || " _-./".unicodeScalars.contains($0)
      }
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    return isPlain ? text : escaped(text)
  }

  /// One line of words that no YAML reader stumbles over.
  static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline || !isPrintable($0) ? " " : $0 })
  }

  /// JSON's quotes; what YAML does not call printable is written as its number.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in JSONValue.string(text).text() {
      if isPrintable(character) { escaped.append(character) } else { escaped += numbers(of: character) }
    }
    return escaped
  }

  private static func numbers(of character: Character) -> String {
    character.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// YAML 1.2.2, section 5.1; a byte order mark inside a file is left out too.
  private static func isPrintable(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
      default: false
      }
    }
  }
}
