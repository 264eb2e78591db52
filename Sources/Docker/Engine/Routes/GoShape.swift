import Basics

/// The type of Go into which Docker reads a value of a request.
///
/// Programs of all kinds speak to an engine: names are found in any case, `null` says nothing, and what does not fit is told in
/// the words of Go's `encoding/json`.
indirect enum GoShape: Hashable, Sendable {
  case text
  /// A text whose type has a name of its own.
  case word(String)
  case flag
  /// A whole number, by the name of its type.
  case number(String)
  /// A list of texts that may also be sent as one of them.
  case words
  case list(GoShape)
  /// Values by name; the name of its type where it has one.
  case map(GoShape, named: String? = nil)
  /// The name of its type, as Go prints it with its package, and its members.
  case structure(String, [String: GoShape])
  case anything

  /// The document with the names that the type has, without what says nothing.
  ///
  /// - Throws: `EngineFault` (500) about the first value that does not fit.
  func fitting(_ document: JSONValue) throws(EngineFault) -> JSONValue {
    try fitted(document, at: GoPlace(structure: nil, path: []))
  }

  private func fitted(_ value: JSONValue, at place: GoPlace) throws(EngineFault) -> JSONValue {
    switch (self, value) {
    case (.anything, _), (.text, .string), (.word, .string), (.flag, .bool): return value
    case (.words, .string): return .array([value])
    // It leaves a value as it is, which begins as its type's empty one.
    case (.text, .null), (.word, .null): return .string("")
    case (_, .null): return value
    case (.number(let name), .number(let text)):
      guard Self.isWhole(text, as: name) else { throw place.complaint("number \(text)", name) }
      return value
    case (.words, .array(let elements)):
      for element in elements where element.string == nil && !element.isNull {
        throw place.complaint("array", "string")
      }
      return .array(elements.map { $0.isNull ? .string("") : $0 })
    case (.words, _): throw place.complaint(value.goKind, "string")
    case (.list(let element), .array(let elements)):
      return .array(
        try Self.all(elements) { value throws(EngineFault) in try element.fitted(value, at: place) })
    case (.map(let shape, _), .object(let object)):
      let values = try Self.all(object.members) { member throws(EngineFault) in
        (member.key, try shape.fitted(member.value, at: place))
      }
      return .object(JSONObject(values))
    case (.structure(let name, let shapes), .object(let object)):
      return .object(try Self.members(object, of: name, shapes, at: place))
    default: throw place.complaint(value.goKind, name)
    }
  }

  private static func members(
    _ object: JSONObject, of name: String, _ shapes: [String: GoShape], at place: GoPlace
  ) throws(EngineFault) -> JSONObject {
    var found = JSONObject()
    for member in object.members {
      guard let key = key(member.key, among: shapes), let shape = shapes[key] else { continue }
      let inner = GoPlace(structure: name, path: place.path + [key])
      let value = try shape.fitted(member.value, at: inner)
      if !member.value.isNull { found[key] = value }
    }
    return found
  }

  /// The member that Go takes a name for: that of the same spelling, or else of the same letters.
  private static func key(_ name: String, among shapes: [String: GoShape]) -> String? {
    if shapes[name] != nil { return name }
    let plain = name.lowercased()
    return shapes.keys.first { $0.lowercased() == plain }
  }

  /// As `map`, which does not know what is thrown.
  private static func all<Element, Result>(
    _ elements: [Element], _ transform: (Element) throws(EngineFault) -> Result
  ) throws(EngineFault) -> [Result] {
    var results: [Result] = []
    for element in elements { results.append(try transform(element)) }
    return results
  }

  private static func isWhole(_ text: String, as name: String) -> Bool {
    switch name {
    case "uint16": UInt16(text) != nil
    case "uint64": UInt64(text) != nil
    case "fs.FileMode": UInt32(text) != nil
    default: Int64(text) != nil
    }
  }

  /// What Go calls the type.
  private var name: String {
    switch self {
    case .text, .words: "string"
    case .flag: "bool"
    case .word(let name), .number(let name), .structure(let name, _), .map(_, named: let name?): name
    case .list(let element): "[]\(element.name)"
    case .map(let value, named: nil): "map[string]\(value.name)"
    case .anything: "interface {}"
    }
  }
}

/// Where in a document Go is: the innermost structure, and the members that led there.
private struct GoPlace {
  let structure: String?
  let path: [String]

  func complaint(_ found: String, _ wanted: String) -> EngineFault {
    guard let structure else {
      return .system("json: cannot unmarshal \(found) into Go value of type \(wanted)")
    }
    let short = structure.split(separator: ".").last.map(String.init) ?? structure
    return .system(
      "json: cannot unmarshal \(found) into Go struct field \(short).\(path.joined(separator: ".")) of type \(wanted)"
    )
  }
}
