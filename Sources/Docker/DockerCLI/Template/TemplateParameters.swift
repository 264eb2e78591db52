import Basics

/// What functions of Go's library and of docker take: the interpreter looks before it calls them.
enum TemplateParameters {
  private enum Kind {
    case text, number

    var name: String { self == .text ? "string" : "int" }
    /// What the interpreter calls it where a value stands in the template itself.
    var literalName: String { self == .text ? "string" : "integer" }
  }

  private static let kinds: [String: [Kind]] = [
    "lower": [.text], "upper": [.text], "title": [.text], "split": [.text, .text],
    "pad": [.text, .number, .number], "truncate": [.text, .number],
  ]

  private static let exactly = [
    "not": 1, "len": 1, "ne": 2, "lt": 2, "le": 2, "gt": 2, "ge": 2, "json": 1, "split": 2, "join": 2,
    "title": 1,
    "lower": 1, "upper": 1, "pad": 3, "truncate": 2,
  ]
  private static let atLeastOne: Set = ["and", "or", "index", "slice", "printf", "eq", "call"]

  /// - Throws: `TemplateError` for a number of arguments that is wrong, told of the function itself.
  static func requireCount(
    _ name: String, _ count: Int, at place: TemplatePlace
  ) throws(TemplateError) {
    if let wanted = exactly[name], wanted != count {
      throw .execution(at: place, name, "wrong number of args for \(name): want \(wanted) got \(count)")
    }
    guard count > 0 || !atLeastOne.contains(name) else {
      throw .execution(at: place, name, "wrong number of args for \(name): want at least 1 got 0")
    }
  }

  /// - Throws: `TemplateError` for an argument of a wrong type.
  static func require(
    _ name: String, _ operands: ArraySlice<TemplateOperand>, _ values: [TemplateValue], piped: TemplateValue?
  ) throws(TemplateError) {
    guard let kinds = kinds[name] else { return }
    for ((operand, value), kind) in zip(zip(operands, values), kinds) where !matches(value, kind) {
      let reason =
        if case .literal = operand.base {
          "expected \(kind.literalName); found \(operand.source)"
        } else if case .known(.null, .any) = value {
          "invalid value; expected \(kind.name)"
        } else {
          "wrong type for value; expected \(kind.name); got \(typeName(value))"
        }
      throw .execution(at: operand.place, operand.source, reason)
    }
  }

  private static func matches(_ value: TemplateValue, _ kind: Kind) -> Bool {
    if case .known(_, .word) = value { return false }
    return switch value.json {
    case .string: kind == .text
    case .number: kind == .number
    default: false
    }
  }

  static func typeName(_ value: TemplateValue) -> String {
    if case .known(_, let type) = value { return type.name }
    return switch value.json {
    case .array: "[]interface {}"
    case .object: "map[string]interface {}"
    default: GoType(of: value.json)?.name ?? "interface {}"
    }
  }
}
