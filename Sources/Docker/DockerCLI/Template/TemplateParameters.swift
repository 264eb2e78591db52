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

  /// - Throws: `TemplateError` for a number of arguments that is wrong, or an argument of a wrong type.
  static func require(
    _ name: String, _ operands: ArraySlice<TemplateOperand>, _ values: [TemplateValue], piped: TemplateValue?
  ) throws(TemplateError) {
    guard let kinds = kinds[name], values.count + (piped == nil ? 0 : 1) == kinds.count else { return }
    for ((operand, value), kind) in zip(zip(operands, values), kinds) where !matches(value, kind) {
      let reason =
        if case .literal = operand.base {
          "expected \(kind.literalName); found \(operand.source)"
        } else {
          "wrong type for value; expected \(kind.name); got \(typeName(value))"
        }
      throw .execution(at: operand.place, operand.source, reason)
    }
  }

  private static func matches(_ value: TemplateValue, _ kind: Kind) -> Bool {
    switch value.json {
    case .string: kind == .text
    case .number: kind == .number
    default: false
    }
  }

  private static func typeName(_ value: TemplateValue) -> String {
    if case .known(_, let type) = value { return type.name }
    return GoType(of: value.json)?.name ?? "interface {}"
  }
}
