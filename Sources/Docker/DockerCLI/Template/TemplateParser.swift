import Basics

/// Builds the tree of a template.
struct TemplateParser {
  private var pieces: ArraySlice<TemplateLexer.Piece>
  private var line = 1
  /// How many blocks are open.
  private var depth = 0
  /// How many of them go round.
  private var loops = 0
  private var definitions: [String: [TemplateNode]] = [:]

  /// The tree of a template, and those that it defines.
  static func tree(
    of source: String
  ) throws(TemplateError) -> (nodes: [TemplateNode], definitions: [String: [TemplateNode]]) {
    var parser = Self(pieces: TemplateLexer.pieces(of: source)[...])
    let (nodes, terminator) = try parser.list()
    if let terminator { throw .syntax(line: terminator.place.line, "unexpected {{\(terminator.source)}}") }
    try TemplateVariables.require(nodes)
    for (_, definition) in parser.definitions.sorted(by: { $0.key < $1.key }) {
      try TemplateVariables.require(definition)
    }
    return (nodes, parser.definitions)
  }

  private init(pieces: ArraySlice<TemplateLexer.Piece>) {
    self.pieces = pieces
  }

  /// Nodes up to `{{else}}`, `{{end}}` or the end of the template, and what ended them.
  private mutating func list() throws(TemplateError) -> ([TemplateNode], TemplateToken?) {
    var nodes: [TemplateNode] = []
    while let piece = pieces.popFirst() {
      switch piece {
      case .text(let text): nodes.append(.text(text))
      case .action(let tokens):
        let words = tokens.filter { $0.kind != .space }
        guard let first = words.first else { throw .syntax(line: line, "missing value for command") }
        line = first.place.line
        switch first.kind {
        case .identifier("end"), .identifier("else"):
          if words.count > 1 { pieces = [.action(Array(tokens.drop { $0 != words[1] }))] + pieces }
          return (nodes, first)
        case .identifier("if"), .identifier("with"), .identifier("range"):
          nodes.append(try block(first, tokens))
        case .identifier("define") where depth == 0: try define(first, tokens)
        case .identifier("template"): nodes.append(try inclusion(first, tokens))
        case .identifier("block"): nodes.append(try defineInPlace(first, tokens))
        case .identifier("break"), .identifier("continue"):
          guard loops > 0 else { throw .syntax(line: line, "{{\(first.source)}} outside {{range}}") }
          nodes.append(first.source == "break" ? .breakLoop : .continueLoop)
        default: nodes.append(.action(try pipeline(tokens)))
        }
      }
    }
    return (nodes, nil)
  }

  private mutating func block(
    _ keyword: TemplateToken, _ tokens: [TemplateToken]
  ) throws(TemplateError) -> TemplateNode {
    let head = Array(tokens.drop { $0 != keyword }.dropFirst())
    guard head.contains(where: { $0.kind != .space }) else {
      throw .syntax(line: line, "missing value for \(keyword.source)")
    }
    let pipeline = try pipeline(head)
    depth += 1
    defer { depth -= 1 }
    if keyword.source == "range" { loops += 1 }
    let (body, terminator) = try list()
    if keyword.source == "range" { loops -= 1 }
    guard let terminator else { throw .syntax(line: line, "unexpected EOF") }
    let otherwise = terminator.source == "else" ? try alternative() : []
    return switch keyword.source {
    case "if": .conditional(pipeline, then: body, otherwise: otherwise)
    case "with": .with(pipeline, then: body, otherwise: otherwise)
    default: .range(pipeline, body: body, otherwise: otherwise)
    }
  }

  private mutating func define(
    _ keyword: TemplateToken, _ tokens: [TemplateToken]
  ) throws(TemplateError) {
    var parser = TemplateActionParser(Array(tokens.drop { $0 != keyword }.dropFirst()))
    let name = try parser.name("define clause")
    try parser.requireEnd("define clause")
    definitions[name.text] = try body("define clause")
  }

  private mutating func inclusion(
    _ keyword: TemplateToken, _ tokens: [TemplateToken]
  ) throws(TemplateError) -> TemplateNode {
    var parser = TemplateActionParser(Array(tokens.drop { $0 != keyword }.dropFirst()))
    let name = try parser.name("template clause")
    return Self.template(name, parser.isAtEnd ? nil : try parser.wholePipeline())
  }

  private mutating func defineInPlace(
    _ keyword: TemplateToken, _ tokens: [TemplateToken]
  ) throws(TemplateError) -> TemplateNode {
    var parser = TemplateActionParser(Array(tokens.drop { $0 != keyword }.dropFirst()))
    let name = try parser.name("block clause")
    guard !parser.isAtEnd else { throw .syntax(line: line, "missing value for block clause") }
    let pipeline = try parser.wholePipeline()
    definitions[name.text] = try body("block clause")
    return Self.template(name, pipeline)
  }

  private static func template(
    _ name: (text: String, place: TemplatePlace), _ pipeline: TemplatePipeline?
  ) -> TemplateNode {
    let words = pipeline.map { " " + $0.commands.map(\.source).joined(separator: " | ") } ?? ""
    return .template(
      name.text, pipeline, source: "{{template \(GoText.quoted(name.text))\(words)}}", name.place)
  }

  /// What stands up to `{{end}}`.
  private mutating func body(_ context: String) throws(TemplateError) -> [TemplateNode] {
    depth += 1
    defer { depth -= 1 }
    let (nodes, terminator) = try list()
    guard let terminator else { throw .syntax(line: line, "unexpected EOF") }
    guard terminator.source == "end" else {
      throw .syntax(line: terminator.place.line, "unexpected {{\(terminator.source)}} in \(context)")
    }
    return nodes
  }

  /// What stands behind `{{else}}`; `{{else if …}}` has become an action of its own, which shares the `{{end}}`.
  private mutating func alternative() throws(TemplateError) -> [TemplateNode] {
    if case .action(let tokens)? = pieces.first, let first = tokens.first,
      first.kind == .identifier("if") || first.kind == .identifier("with"), isChained(first)
    {
      pieces.removeFirst()
      return [try block(first, tokens)]
    }
    let (nodes, terminator) = try list()
    guard let terminator else { throw .syntax(line: line, "unexpected EOF") }
    guard terminator.source == "end" else {
      throw .syntax(line: terminator.place.line, "unexpected {{else}}")
    }
    return nodes
  }

  /// Whether the word stands in the same action as the `else` before it: an action of its own begins after `{{`.
  private func isChained(_ word: TemplateToken) -> Bool {
    word.place.line == line && word.place.column >= 5
  }

  private func pipeline(_ tokens: [TemplateToken]) throws(TemplateError) -> TemplatePipeline {
    var parser = TemplateActionParser(tokens)
    return try parser.wholePipeline()
  }
}
