import Basics

/// Operands, and the fields and parts of values.
extension TemplateEvaluator {
  mutating func value(of operand: TemplateOperand) throws(TemplateError) -> TemplateValue {
    var value = try base(operand)
    var told = operand
    if case .group(let pipeline) = operand.base, let last = pipeline.lastOperand {
      (told.source, told.place) = (last.source, last.place)
    }
    for name in operand.fields { value = try field(name, of: value, told) }
    return value
  }

  private mutating func base(_ operand: TemplateOperand) throws(TemplateError) -> TemplateValue {
    switch operand.base {
    case .dot: return dot
    case .null: return .absent("nil", printed: "<nil>")
    case .literal(.number(let figures)) where GoNumber.isFraction(figures):
      return .known(.number(figures), .fraction)
    case .literal(let value): return .json(value)
    case .variable(let name):
      guard let variable = variables.last(where: { $0.name == name }) else {
        throw .syntax(line: operand.place.line, "undefined variable \(GoText.quoted(name))")
      }
      return variable.value
    case .group(let pipeline): return try evaluate(pipeline)
    case .function(let name):
      return try call(
        name, TemplateCommand(operands: [operand], place: operand.place), [], piped: nil)
    }
  }

  /// A part of a document, of which only what it is itself is known.
  func part(_ value: JSONValue) -> TemplateValue {
    guard isUntyped else { return .json(value) }
    return switch value {
    case .number: .known(value, .digits)
    case .null: .known(.null, .any)
    default: .json(value)
    }
  }

  private func field(
    _ name: String, of value: TemplateValue, _ operand: TemplateOperand
  ) throws(TemplateError) -> TemplateValue {
    switch value {
    case .row(let row):
      if let value = row[name] { return .json(value) }
      // The titles of columns are a map to Go, which has nothing for what it has not.
      if isHeader { return .json(.null) }
      throw .execution(
        at: operand.place, operand.source, "can't evaluate field \(name) in type \(row.typeName)")
    case .typed(let object, let typeName):
      // Only names with a capital are for others to see.
      if typeName == "system.dockerInfo", let type = Self.infoTypes[name] {
        return .known(object[name] ?? .null, type)
      }
      let isForeign = name.first?.isLowercase == true
      let key = isForeign ? nil : object.keys.first { $0.lowercased() == name.lowercased() }
      if let member = (isForeign ? nil : object[name]) ?? key.flatMap({ object[$0] }) {
        // A map that is not there prints as one that is empty.
        if member == .null, ["Labels", "Options"].contains(name) { return .absent(name, printed: "map[]") }
        guard case .object(let inner) = member, let type = Self.memberTypes[name] else {
          return GoType(of: member).map { .known(member, $0) } ?? .json(member)
        }
        return .typed(inner, typeName: type)
      }
      throw .execution(
        at: operand.place, operand.source, "can't evaluate field \(name) in type \(typeName)")
    case .known(.null, .any):
      throw .execution(
        at: operand.place, operand.source, "nil data; no entry for key \(GoText.quoted(name))")
    case .known(let value, let type):
      if let part = type.part(name, of: value) { return part }
      throw .execution(
        at: operand.place, operand.source,
        "can't evaluate field \(name) in type \(isUntyped ? GoType.any.name : type.name)")
    case .json(.object(let object)):
      if let member = object[name] ?? object[Self.documentName(name)] {
        return part(member)
      }
      if !isUntyped, let omitted = OmittedMember.value(of: name, in: object) { return omitted }
      throw .execution(
        at: operand.place, operand.source, "map has no entry for key \(GoText.quoted(name))")
    // What a map has not has nothing within it either.
    case .absent(let name, "<no value>") where !isUntyped: return .absent(name, printed: "<no value>")
    case .absent(let name, _):
      throw .execution(
        at: operand.place, operand.source, "map has no entry for key \(GoText.quoted(name))")
    case .json(.null):
      throw .execution(
        at: operand.place, operand.source, "nil data; no entry for key \(GoText.quoted(name))")
    case .json(let other):
      throw .execution(
        at: operand.place, operand.source,
        "can't evaluate field \(name) in type \(isUntyped ? GoType.any.name : Self.typeName(other))")
    }
  }

  /// The types of what an engine tells of itself, where they matter.
  private static let infoTypes: [String: GoType] = [
    "Warnings": .texts, "Labels": .texts, "SecurityOptions": .texts,
    "Isolation": .word("container.Isolation"),
    "Plugins": .structure(
      GoStructure(
        "system.PluginsInfo", [.texts("Volume"), .texts("Network"), .texts("Authorization"), .texts("Log")])),
  ]

  /// What Go calls the types of members of documents whose own type docker knows.
  private static let memberTypes = [
    "Server": "*types.Version", "Client": "system.clientVersion", "Actor": "events.Actor",
  ]

  /// Go's structures write some names in capitals that documents do not: `.ID` is `Id`.
  private static func documentName(_ name: String) -> String {
    for capitals in ["ID", "IP"] where name.hasSuffix(capitals) {
      return name.dropLast(2) + capitals.prefix(1) + capitals.dropFirst().lowercased()
    }
    return name
  }

  /// What Go calls the type of a part of a document that it read without knowing its type.
  private static func typeName(_ value: JSONValue) -> String {
    switch value {
    case .string, .number, .bool, .object, .null: "interface {}"
    case .array: "[]interface {}"
    }
  }
}
