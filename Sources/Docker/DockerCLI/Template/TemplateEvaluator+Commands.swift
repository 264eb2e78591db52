import Basics

/// Pipelines, commands and calls of functions.
extension TemplateEvaluator {
  mutating func evaluate(_ pipeline: TemplatePipeline) throws(TemplateError) -> TemplateValue {
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

  mutating func call(
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
  func asMap(_ value: TemplateValue) -> TemplateValue {
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
}
