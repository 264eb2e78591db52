import Basics

/// Runs a template over a value: walks its nodes; what stands in their actions is evaluated in the extensions.
struct TemplateEvaluator {
  private enum Flow {
    case onward
    case breakLoop
    case continueLoop
  }

  let isHeader: Bool
  /// Whether the document was read without knowing its types.
  let isUntyped: Bool
  private let definitions: [String: [TemplateNode]]
  var variables: [(name: String, value: TemplateValue)]
  private(set) var dot: TemplateValue
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
}
