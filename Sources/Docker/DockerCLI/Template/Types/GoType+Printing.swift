import Basics

extension GoType {
  /// How `{{.}}` prints a value of the type; what a pointer leads to is printed only at the top.
  func printed(_ value: JSONValue, isInner: Bool = false) -> String {
    switch (self, value) {
    case (.text, .string(let text)), (.word, .string(let text)), (.number, .number(let text)),
      (.wide, .number(let text)),
      (.digits, .number(let text)):
      return text
    case (.text, _), (.word, _): return ""
    case (.number, _), (.wide, _), (.digits, _): return "0"
    case (.fraction, .number(let text)): return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case (.fraction, _): return "0"
    case (.flag, .bool(let flag)): return flag ? "true" : "false"
    case (.flag, _): return "false"
    case (.time, _): return Self.moment(value.string ?? "")
    case (.any, .null): return isInner ? "<nil>" : "<no value>"
    case (.any, .array): return GoType.list(.any).printed(value)
    case (.any, .object): return GoType.map(.any).printed(value)
    case (.any, _): return TemplateValue.json(value).printed(isElement: true)
    case (.list(let type), .array(let elements)):
      return "[" + elements.map { type.printed($0, isInner: true) }.joined(separator: " ") + "]"
    case (.list, _): return "[]"
    case (.map(let type), .object(let object)), (.ports(let type), .object(let object)):
      let sorted = object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return "map["
        + sorted.map { "\($0.key):" + type.printed($0.value, isInner: true) }.joined(separator: " ")
        + "]"
    case (.map, _), (.ports, _): return "map[]"
    case (.pointer, .null): return "<nil>"
    case (.pointer(let type), _): return isInner ? Self.address : type.printed(value)
    case (.structure(let structure), _): return structure.printed(value)
    }
  }

  /// Go prints where a pointer leads to, which is another place each time.
  static let address = "0xc000126000"

  /// `2026-11-27 11:41:15.778048638 +0000 UTC`.
  static func moment(_ text: String) -> String {
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2 else { return "0001-01-01 00:00:00 +0000 UTC" }
    if parts[1].hasSuffix("Z") { return "\(parts[0]) \(parts[1].dropLast()) +0000 UTC" }
    let zone = parts[1].suffix(6).filter { $0 != ":" }
    return "\(parts[0]) \(parts[1].dropLast(6)) \(zone) \(zone)"
  }
}

extension GoStructure {
  func printed(_ value: JSONValue) -> String {
    let parts = fields.map { field in
      let part = field.isEmbedded ? value : value.object?[field.member] ?? .null
      return field.type.printed(part, isInner: true)
    }
    return "{" + parts.joined(separator: " ") + "}"
  }
}
