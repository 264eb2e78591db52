import Basics

/// Reads what stands in a `REGISTRY_*` variable: YAML on one line, as far as people write it there.
///
/// Plain and quoted words, `[a, "b"]`, `{a: b}` and so all of JSON; anchors, tags and comments are not known.
struct FlowValue {
  private var rest: Substring

  /// - Returns: `nil` when the text is no such value.
  static func read(_ text: String) -> JSONValue? {
    var reader = FlowValue(rest: Substring(text))
    reader.skipSpaces()
    guard !reader.rest.isEmpty else { return .null }
    guard let value = reader.value(isNested: false, depth: 0) else { return nil }
    reader.skipSpaces()
    guard reader.rest.isEmpty else { return nil }
    return value
  }

  private mutating func value(isNested: Bool, depth: Int) -> JSONValue? {
    skipSpaces()
    guard depth < 8, let first = rest.first else { return nil }
    switch first {
    case "[": return list(depth)
    case "{": return map(depth)
    case "\"", "'": return quoted(first).map { .string($0) }
    case "*", "&", "!", "|", ">", "%", "@", "`": return nil
    default: return Self.scalar(plain(isNested: isNested))
    }
  }

  private mutating func list(_ depth: Int) -> JSONValue? {
    rest.removeFirst()
    var items: [JSONValue] = []
    while true {
      skipSpaces()
      if take("]") { return .array(items) }
      guard let item = value(isNested: true, depth: depth + 1) else { return nil }
      items.append(item)
      skipSpaces()
      guard take(",") || rest.first == "]" else { return nil }
    }
  }

  private mutating func map(_ depth: Int) -> JSONValue? {
    rest.removeFirst()
    var members = JSONObject()
    while true {
      skipSpaces()
      if take("}") { return .object(members) }
      guard let first = rest.first,
        let key = first == "\"" || first == "'" ? quoted(first) : plain(isNested: true)
      else { return nil }
      skipSpaces()
      guard take(":"), let item = value(isNested: true, depth: depth + 1) else { return nil }
      members[key] = item
      skipSpaces()
      guard take(",") || rest.first == "}" else { return nil }
    }
  }

  private mutating func quoted(_ mark: Character) -> String? {
    rest.removeFirst()
    var text = ""
    while let character = rest.popFirst() {
      if character == mark {
        guard mark == "'", rest.first == "'" else { return text }
        rest.removeFirst()
        text.append("'")
      } else if character == "\\", mark == "\"" {
        guard let escaped = rest.popFirst() else { return nil }
        text.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
      } else {
        text.append(character)
      }
    }
    return nil
  }

  /// A word without quotes; inside brackets it ends at their marks.
  private mutating func plain(isNested: Bool) -> String {
    let ends: Set<Character> = isNested ? [",", "]", "}", "[", "{", ":"] : []
    let word = rest.prefix { !ends.contains($0) }
    rest = rest.dropFirst(word.count)
    return String(word.reversed().drop { $0 == " " }.reversed())
  }

  /// The value of a word without quotes.
  static func scalar(_ word: String) -> JSONValue {
    switch word.lowercased() {
    case "true", "yes", "on", "y": return .bool(true)
    case "false", "no", "off", "n": return .bool(false)
    case "", "~", "null": return .null
    default: return Int(word) == nil ? .string(word) : .number(word)
    }
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\n" } }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }
}
