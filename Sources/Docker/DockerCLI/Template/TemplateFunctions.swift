import Basics

/// Why a function of a template failed.
struct TemplateFunctionError: Error {
  let reason: String
  /// Whether the call itself was wrong, so that nothing was called.
  var isWrongCall = false

  func text(calling name: String) -> String {
    isWrongCall ? reason : "error calling \(name): \(reason)"
  }
}

/// The functions of docker's templates: Go's own, and those docker adds.
enum TemplateFunctions {
  static let names: Set = [
    "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "slice", "print", "printf",
    "println", "html", "js", "urlquery", "json", "split", "join", "title", "lower", "upper", "pad",
    "truncate", "call",
  ]

  /// Functions that, in the header of a table, hand their first argument on.
  static let leaveHeadersAlone: Set = ["json", "title", "lower", "upper", "pad", "truncate", "join", "split"]

  static func call(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateFunctionError) -> TemplateValue {
    switch name {
    case "json": return .json(.string(json(try argument(0, of: arguments, name, count: 1))))
    case "and", "or": return try argument(arguments.count - 1, of: arguments, name, count: nil)
    case "not": return .json(.bool(!(try argument(0, of: arguments, name, count: 1)).isTrue))
    case "eq", "ne", "lt", "le", "gt", "ge":
      return .json(.bool(try TemplateComparison.compare(name, arguments.map(\.operand))))
    case "print": return .json(.string(TemplatePrinting.print(arguments)))
    case "println": return .json(.string(TemplatePrinting.printLine(arguments)))
    case "printf":
      let format = try argument(0, of: arguments, name, count: nil).printed
      return .json(.string(TemplatePrinting.format(format, Array(arguments.dropFirst()))))
    case "index":
      switch arguments.first {
      case .known(.null, .any)? where arguments.count > 1,
        .absent(_, "<no value>")? where arguments.count > 1:
        throw TemplateFunctionError(reason: "index of untyped nil")
      default: break
      }
      if case .known(let value, let type)? = arguments.first,
        let found = try type.entry(arguments.dropFirst().map(\.json), of: value)
      {
        return found
      }
      return try TemplateCollections.call(name, arguments.map(\.operand))
    case "len":
      switch arguments.first {
      case .row(let row)?:
        throw TemplateFunctionError(reason: "len of type \(row.typeName.trimmingPrefix("*"))")
      case .known(_, .structure(let structure))?:
        throw TemplateFunctionError(reason: "len of type \(structure.name)")
      case .known(.null, .pointer)?, .known(.null, .any)?, .absent(_, "<no value>")?:
        throw TemplateFunctionError(reason: "len of nil pointer")
      default: break
      }
      return try TemplateCollections.call(name, arguments.map(\.operand))
    case "slice":
      if case .known(.null, .any)? = arguments.first {
        throw TemplateFunctionError(reason: "slice of untyped nil")
      }
      if case .known(_, let type)? = arguments.first, type.element != nil {
        return .known(try TemplateCollections.call(name, arguments.map(\.operand)).json, type)
      }
      return try TemplateCollections.call(name, arguments.map(\.operand))
    case "html": return .json(.string(TemplatePrinting.html(TemplatePrinting.print(arguments))))
    case "js": return .json(.string(TemplatePrinting.script(TemplatePrinting.print(arguments))))
    case "urlquery": return .json(.string(TemplatePrinting.query(TemplatePrinting.print(arguments))))
    case "call": return try argument(0, of: arguments, name, count: nil)
    default: return .json(try TemplateText.call(name, arguments.map(\.json)))
    }
  }

  /// Rows escape `<` and `>` as Go's encoder does by default; documents print as they are.
  private static func json(_ value: TemplateValue) -> String {
    switch value {
    case .row, .typed: value.json.text(.init(escapesHTML: true))
    case .known(let value, .any): value.sortedByKeys.text()
    case .json, .known: value.json.text()
    case .absent: "null"
    }
  }

  static func argument<Value>(
    _ index: Int, of arguments: [Value], _ name: String, count: Int?
  ) throws(TemplateFunctionError) -> Value {
    guard arguments.indices.contains(index), count == nil || count == arguments.count else {
      let wanted = count.map { "want \($0) got \(arguments.count)" } ?? "want at least 1 got 0"
      throw TemplateFunctionError(reason: "wrong number of args for \(name): \(wanted)", isWrongCall: true)
    }
    return arguments[index]
  }
}

extension JSONValue {
  /// The same with the members of all objects in the order of their names, as Go writes maps.
  fileprivate var sortedByKeys: JSONValue {
    switch self {
    case .array(let elements): .array(elements.map(\.sortedByKeys))
    case .object(let object):
      .object(
        JSONObject(
          object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ($0.key, $0.value.sortedByKeys) }))
    default: self
    }
  }
}
