import Basics

/// What a template sees: a document, or a row of a list.
enum TemplateValue: Sendable {
  case json(JSONValue)
  case row(TemplateRow)
  /// What is not there although it might be, by its name: a pointer to nothing, or a key that a map has not.
  case absent(String, printed: String)
  /// A document whose type docker knows, by the name that Go gives it in error messages.
  case typed(JSONObject, typeName: String)
  /// A part of a document all of whose types docker knows; null where nothing was said.
  case known(JSONValue, GoType)

  var json: JSONValue {
    switch self {
    case .json(let value): value
    case .row(let row): row.document
    case .typed(let object, _): .object(object)
    case .absent: .null
    case .known(.null, let type): type.zero
    case .known(let value, _): value
    }
  }

  /// What functions compare and measure: of digits that Go keeps as text, the text.
  var operand: JSONValue {
    if case .known(.number(let digits), .digits) = self { .string(digits) } else { json }
  }

  /// How functions print it as one of their arguments: Go shows there what a pointer leads to, and that it is one.
  var printedArgument: String {
    if case .known(.null, .any) = self { return "<nil>" }
    guard case .known(let value, .pointer(let type)) = self, value != .null else { return printed }
    return type.structure == nil ? GoType.address : "&" + printed
  }

  var isNull: Bool {
    if case .json(.null) = self { true } else { false }
  }

  /// Whether Go counts it as true: not empty, not zero, not nothing.
  var isTrue: Bool {
    if case .absent = self { return false }
    if case .known(let value, let type) = self {
      switch type {
      case .structure, .time: return true
      case .pointer: return value != .null
      default: return TemplateValue.json(json).isTrue
      }
    }
    guard case .json(let value) = self else { return true }
    return switch value {
    case .null: false
    case .bool(let flag): flag
    case .number(let text): Double(text) != 0
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object(let object): !object.members.isEmpty
    }
  }

  /// How `{{.}}` prints it.
  var printed: String {
    switch self {
    case .absent(_, let text): text
    case .known(let value, let type): type.printed(value)
    default: Self.printed(json, isElement: false)
    }
  }

  func printed(isElement: Bool) -> String { Self.printed(json, isElement: isElement) }

  private static func printed(_ value: JSONValue, isElement: Bool) -> String {
    switch value {
    case .null: isElement ? "<nil>" : "[]"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .string(let text): text
    case .array(let elements):
      "[" + elements.map { printed($0, isElement: true) }.joined(separator: " ") + "]"
    case .object(let object): printed(object, isElement: isElement)
    }
  }

  /// Go prints structures as `{a b}` and maps as `map[key:value]`; a document does not say which it was, but the
  /// members of a structure all have exported names.
  private static func printed(_ object: JSONObject, isElement: Bool) -> String {
    if object.members.isEmpty { return isElement ? "{}" : "map[]" }
    if object.keys.allSatisfy(isExportedName) {
      let members = object.members.map { member in
        // What a structure holds that is empty is a map; what a map holds is an empty structure.
        member.value.object?.members.isEmpty == true ? "map[]" : printed(member.value, isElement: true)
      }
      return "{" + members.joined(separator: " ") + "}"
    }
    let sorted = object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return "map[" + sorted.map { "\($0.key):" + printed($0.value, isElement: true) }.joined(separator: " ")
      + "]"
  }

  private static func isExportedName(_ key: String) -> Bool {
    guard let first = key.utf8.first, (0x41...0x5A).contains(first) else { return false }
    return key.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
    }
  }
}
