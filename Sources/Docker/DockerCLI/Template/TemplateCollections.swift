import Basics

/// `len`, `index` and `slice`.
enum TemplateCollections {
  static func call(_ name: String, _ arguments: [JSONValue]) throws(TemplateFunctionError) -> TemplateValue {
    let first = try TemplateFunctions.argument(0, of: arguments, name, count: nil)
    switch name {
    case "len": return .json(.number(String(try length(first))))
    case "index":
      var value = first
      for key in arguments.dropFirst() { value = try element(key, of: value) }
      return .json(value)
    default: return .json(try slice(first, arguments.dropFirst().map(\.int)))
    }
  }

  private static func length(_ value: JSONValue) throws(TemplateFunctionError) -> Int {
    switch value {
    case .string(let text): return text.utf8.count
    case .array(let elements): return elements.count
    case .object(let object): return object.members.count
    case .null: return 0
    case .bool, .number: throw TemplateFunctionError(reason: "len of type \(type(of: value))")
    }
  }

  private static func element(
    _ key: JSONValue, of value: JSONValue
  ) throws(TemplateFunctionError) -> JSONValue {
    switch (value, key) {
    case (.object(let object), .string(let name)): return object[name] ?? zero(of: object)
    case (.array(let elements), .number(let text)):
      let index = Int(text) ?? -1
      guard elements.indices.contains(index) else { throw outOfRange(text, elements.count, "slice") }
      return elements[index]
    case (.string(let text), .number(let number)):
      let index = Int(number) ?? -1
      guard (0..<text.utf8.count).contains(index) else {
        throw outOfRange(number, text.utf8.count, "string")
      }
      return .number(String(Array(text.utf8)[index]))
    case (.null, .number(let text)): throw outOfRange(text, 0, "slice")
    case (.null, _): throw TemplateFunctionError(reason: "index of untyped nil")
    case (.array, _), (.string, _):
      throw TemplateFunctionError(reason: "cannot index slice/array with type \(type(of: key))")
    case (.object, _):
      throw TemplateFunctionError(reason: "value has type \(type(of: key)); should be string")
    default: throw TemplateFunctionError(reason: "can't index item of type \(type(of: value))")
    }
  }

  /// Go looks whether an index is too large by one only when it is used.
  private static func outOfRange(_ index: String, _ count: Int, _ kind: String) -> TemplateFunctionError {
    TemplateFunctionError(
      reason: Int(index) == count ? "reflect: \(kind) index out of range" : "index out of range: \(index)")
  }

  /// What a map gives for a key that it has not: an empty text, where all that it has are texts.
  private static func zero(of object: JSONObject) -> JSONValue {
    object.members.allSatisfy { $0.value.string != nil } ? "" : .null
  }

  private static func slice(
    _ value: JSONValue, _ bounds: [Int?]
  ) throws(TemplateFunctionError) -> JSONValue {
    let count = try length(value)
    let start = bounds.first.flatMap { $0 } ?? 0
    let end = bounds.dropFirst().first.flatMap { $0 } ?? count
    for bound in [start, end] where !(0...count).contains(bound) {
      throw TemplateFunctionError(reason: "index out of range: \(bound)")
    }
    guard start <= end else {
      throw TemplateFunctionError(reason: "invalid slice index: \(start) > \(end)")
    }
    switch value {
    case .string(let text): return .string(String(decoding: Array(text.utf8)[start..<end], as: UTF8.self))
    case .array(let elements): return .array(Array(elements[start..<end]))
    default: throw TemplateFunctionError(reason: "can't slice item of type \(type(of: value))")
    }
  }

  private static func type(of value: JSONValue) -> String {
    switch value {
    case .null: "nil"
    case .bool: "bool"
    case .number: "int"
    case .string: "string"
    case .array: "[]interface {}"
    case .object: "map[string]interface {}"
    }
  }
}
