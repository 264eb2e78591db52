import Basics

/// Runs a template over a value.
struct TemplateEvaluator {
  private enum Flow {
    case onward
    case breakLoop
    case continueLoop
  }

  private let isHeader: Bool
  /// Whether the document was read without knowing its types.
  private let isUntyped: Bool
  private let definitions: [String: [TemplateNode]]
  private var variables: [(name: String, value: TemplateValue)]
  private var dot: TemplateValue
  private var output = ""

  init(
    root: TemplateValue, isHeader: Bool = false, isUntyped: Bool = false,
    definitions: [String: [TemplateNode]] = [:]
  ) {
    dot = root
    self.definitions = definitions
    self.isUntyped = isUntyped
    variables = [("$", root)]
    self.isHeader = isHeader
  }

  mutating func run(_ nodes: [TemplateNode]) throws(TemplateError) -> String {
    do throws(TemplateError) {
      _ = try walk(nodes)
    } catch {
      throw TemplateError(text: error.text, printed: output)
    }
    return output
  }

  private mutating func walk(_ nodes: [TemplateNode]) throws(TemplateError) -> Flow {
    for node in nodes {
      let flow = try walk(node)
      guard flow == .onward else { return flow }
    }
    return .onward
  }

  private mutating func walk(_ node: TemplateNode) throws(TemplateError) -> Flow {
    switch node {
    case .text(let text): output += text
    case .action(let pipeline):
      let value = try evaluate(pipeline)
      if pipeline.variables.isEmpty {
        output += isHeader && value.isNull ? "<no value>" : asMap(value).printed
      }
    case .conditional(let pipeline, let then, let otherwise):
      return try scoped { (evaluator) throws(TemplateError) in
        try evaluator.walk(try evaluator.evaluate(pipeline).isTrue ? then : otherwise)
      }
    case .with(let pipeline, let then, let otherwise):
      return try scoped { (evaluator) throws(TemplateError) in
        let value = try evaluator.evaluate(pipeline)
        guard value.isTrue else { return try evaluator.walk(otherwise) }
        evaluator.dot = value
        return try evaluator.walk(then)
      }
    case .range(let pipeline, let body, let otherwise):
      return try scoped { (evaluator) throws(TemplateError) in
        try evaluator.range(pipeline, body, otherwise)
      }
    case .template(let name, let pipeline, let source, let place):
      try include(name, pipeline, source, place)
    case .breakLoop: return .breakLoop
    case .continueLoop: return .continueLoop
    }
    return .onward
  }

  /// Runs another template, which sees nothing but the value that it is given.
  private mutating func include(
    _ name: String, _ pipeline: TemplatePipeline?, _ source: String, _ place: TemplatePlace
  ) throws(TemplateError) {
    guard let nodes = definitions[name] else {
      throw .execution(at: place, source, "template \(GoText.quoted(name)) not defined")
    }
    let value = try pipeline.map { pipeline throws(TemplateError) in try evaluate(pipeline) } ?? .json(.null)
    let (outer, own) = (dot, variables)
    (dot, variables) = (value, [("$", value)])
    do throws(TemplateError) {
      _ = try walk(nodes)
    } catch {
      throw TemplateError(
        text: error.text.replacing("executing \"\"", with: "executing \(GoText.quoted(name))"))
    }
    (dot, variables) = (outer, own)
  }

  /// Runs `body` and then forgets its dot and its variables.
  private mutating func scoped<Result>(
    _ body: (inout Self) throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    let (outer, count) = (dot, variables.count)
    let result = try body(&self)
    dot = outer
    variables.removeLast(variables.count - count)
    return result
  }

  private mutating func range(
    _ pipeline: TemplatePipeline, _ body: [TemplateNode], _ otherwise: [TemplateNode]
  ) throws(TemplateError) -> Flow {
    var plain = pipeline
    plain.variables = []
    let value = try evaluate(plain)
    let elements = try elements(of: value, pipeline)
    guard !elements.isEmpty else { return try walk(otherwise) }
    for (key, element) in elements {
      let flow = try scoped { (evaluator) throws(TemplateError) in
        evaluator.dot = element
        if let last = pipeline.variables.last { evaluator.variables.append((last, element)) }
        if pipeline.variables.count > 1 { evaluator.variables.append((pipeline.variables[0], .json(key))) }
        return try evaluator.walk(body)
      }
      if flow == .breakLoop { break }
    }
    return .onward
  }

  private func elements(
    of value: TemplateValue, _ pipeline: TemplatePipeline
  ) throws(TemplateError) -> [(JSONValue, TemplateValue)] {
    let elements = try elements(of: value.json, pipeline)
    guard case .known(_, let type) = value, let inner = type.element else {
      return elements.map { ($0, part($1)) }
    }
    return elements.map { ($0, .known($1, inner)) }
  }

  private func elements(
    of value: JSONValue, _ pipeline: TemplatePipeline
  ) throws(TemplateError) -> [(JSONValue, JSONValue)] {
    switch value {
    case .array(let elements): return elements.enumerated().map { (.number(String($0)), $1) }
    case .object(let object):
      return object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { (.string($0.key), $0.value) }
    case .null: return []
    case .number(let text): return (0..<(Int(text) ?? 0)).map { (.number("\($0)"), .number("\($0)")) }
    case .string, .bool:
      let source = pipeline.commands.map(\.source).joined(separator: " | ")
      throw .execution(
        at: pipeline.place, source, "range can't iterate over \(TemplateValue.json(value).printed)")
    }
  }

  private mutating func evaluate(_ pipeline: TemplatePipeline) throws(TemplateError) -> TemplateValue {
    var value: TemplateValue?
    for command in pipeline.commands { value = try evaluate(command, piped: value) }
    let result = value ?? .json(.null)
    for name in pipeline.variables {
      if pipeline.assigns, let index = variables.lastIndex(where: { $0.name == name }) {
        variables[index].value = result
      } else {
        variables.append((name, result))
      }
    }
    return result
  }

  private mutating func evaluate(
    _ command: TemplateCommand, piped: TemplateValue?
  ) throws(TemplateError) -> TemplateValue {
    guard let head = command.operands.first else { return piped ?? .json(.null) }
    let arguments = command.operands.dropFirst()
    if case .function(let name) = head.base {
      return try call(name, command, arguments, piped: piped)
    }
    if !arguments.isEmpty || piped != nil {
      return try method(head, arguments, piped: piped)
    }
    return try value(of: head)
  }

  private mutating func call(
    _ name: String, _ command: TemplateCommand, _ operands: ArraySlice<TemplateOperand>, piped: TemplateValue?
  ) throws(TemplateError) -> TemplateValue {
    let place = command.operands.first?.place ?? command.place
    try TemplateParameters.requireCount(name, operands.count + (piped == nil ? 0 : 1), at: place)
    var values: [TemplateValue] = []
    for operand in operands {
      values.append(try value(of: operand))
      // `and` and `or` stop at the first value that decides.
      if name == "and", let last = values.last, !last.isTrue { return last }
      if name == "or", let last = values.last, last.isTrue { return last }
    }
    try TemplateParameters.require(name, operands, values, piped: piped)
    if name == "join", let list = operands.first, let value = values.first { try requireTexts(list, value) }
    if let piped { values.append(piped) }
    if name == "call", let first = operands.first, let value = values.first {
      throw .execution(
        at: command.place, command.source,
        "error calling call: non-function \(first.source) of type \(TemplateParameters.typeName(value))")
    }
    if isHeader, TemplateFunctions.leaveHeadersAlone.contains(name), let first = values.first { return first }
    if Self.showing.contains(name) { values = values.map(asMap) }
    do {
      guard isUntyped, name == "index", values.count > 1 else {
        return try TemplateFunctions.call(name, values)
      }
      return try indexUntyped(values)
    } catch {
      throw .execution(at: command.place, command.source, error.text(calling: name))
    }
  }

  /// A part of a document, of which only what it is itself is known.
  private func part(_ value: JSONValue) -> TemplateValue {
    guard isUntyped else { return .json(value) }
    return switch value {
    case .number: .known(value, .digits)
    case .null: .known(.null, .any)
    default: .json(value)
    }
  }

  /// Refuses a list that may hold anything where one of texts is wanted.
  private func requireTexts(_ operand: TemplateOperand, _ value: TemplateValue) throws(TemplateError) {
    guard isUntyped, !operand.fields.isEmpty else { return }
    if case .known(.null, .any) = value {
      throw .execution(
        at: operand.place, operand.source, "wrong type for value; expected []string; got interface {}")
    }
    guard case .json(let list) = value, list.array != nil else { return }
    throw .execution(
      at: operand.place, operand.source, "wrong type for value; expected []string; got []interface {}")
  }

  /// Functions that show what they are given as it is.
  private static let showing: Set = ["json", "print", "printf", "println", "html", "js", "urlquery"]

  /// A part of a document of no types: all that has names is a map to Go then.
  private func asMap(_ value: TemplateValue) -> TemplateValue {
    guard isUntyped, case .json(let part) = value, part.object != nil || part.array != nil else {
      return value
    }
    return .known(part, .any)
  }

  /// `index` in a document of no types, whose lists and maps hold anything.
  private func indexUntyped(_ values: [TemplateValue]) throws(TemplateFunctionError) -> TemplateValue {
    var found = values[0]
    for key in values.dropFirst() {
      let whole: TemplateValue =
        switch found {
        case .json(let list) where list.array != nil: .known(list, .list(.any))
        case .json(let map) where map.object != nil: .known(map, .map(.any))
        default: found
        }
      found = try TemplateFunctions.call("index", [whole, key])
    }
    return found
  }

  /// `.Label "name"` is the one field of a row that takes an argument.
  private mutating func method(
    _ head: TemplateOperand, _ operands: ArraySlice<TemplateOperand>, piped: TemplateValue?
  ) throws(TemplateError) -> TemplateValue {
    if case .row(let row) = dot, head.fields == ["Label"] {
      let argument =
        try operands.first.map { operand throws(TemplateError) in try value(of: operand) } ?? piped
      let name = argument?.printed ?? ""
      return .json(.string(isHeader ? name : row.labels[name] ?? ""))
    }
    let name = head.fields.last ?? head.source
    throw .execution(at: head.place, head.source, "\(name) has arguments but cannot be invoked as function")
  }

  private mutating func value(of operand: TemplateOperand) throws(TemplateError) -> TemplateValue {
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
