import Basics

/// `eq`, `ne`, `lt`, `le`, `gt` and `ge`.
enum TemplateComparison {
  static func compare(_ name: String, _ values: [JSONValue]) throws(TemplateFunctionError) -> Bool {
    guard values.count >= 2 else {
      throw TemplateFunctionError(reason: "missing argument for comparison")
    }
    switch name {
    case "eq":
      for other in values.dropFirst() where try areEqual(values[0], other) { return true }
      return false
    case "ne": return !(try areEqual(values[0], values[1]))
    case "lt": return try isLess(values[0], values[1])
    case "le": return !(try isLess(values[1], values[0]))
    case "gt": return try isLess(values[1], values[0])
    default: return !(try isLess(values[0], values[1]))
    }
  }

  /// Go compares whole numbers only with whole numbers.
  private static func isSameKind(_ left: String, _ right: String) -> Bool {
    GoNumber.isFraction(left) == GoNumber.isFraction(right)
  }

  private static func areEqual(_ left: JSONValue, _ right: JSONValue) throws(TemplateFunctionError) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)) where isSameKind(left, right):
      return Double(left) == Double(right)
    case (.string, .string), (.bool, .bool): return left == right
    case (.null, _), (_, .null): return left == right
    default: throw TemplateFunctionError(reason: "incompatible types for comparison")
    }
  }

  private static func isLess(_ left: JSONValue, _ right: JSONValue) throws(TemplateFunctionError) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)) where isSameKind(left, right):
      return (Double(left) ?? 0) < (Double(right) ?? 0)
    case (.string(let left), .string(let right)): return left.utf8.lexicographicallyPrecedes(right.utf8)
    default: throw TemplateFunctionError(reason: fault(left, right))
    }
  }

  /// Some values have no order at all, others none with each other.
  private static func fault(_ left: JSONValue, _ right: JSONValue) -> String {
    switch (left, right) {
    case (.bool, .bool), (.null, _), (_, .null), (.array, _), (_, .array), (.object, _), (_, .object):
      "invalid type for comparison"
    default: "incompatible types for comparison"
    }
  }
}
