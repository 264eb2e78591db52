import Basics

/// Reads the pipeline of one action.
struct TemplateActionParser {
  private let tokens: [TemplateToken]
  private var position = 0

  init(_ tokens: [TemplateToken]) {
    self.tokens = tokens
  }

  /// The name in `{{template "name" …}}`, whose pipeline may follow.
  mutating func name(
    _ context: String
  ) throws(TemplateError) -> (text: String, place: TemplatePlace) {
    skipSpace()
    guard case .string(let name)? = next?.kind, let place = next?.place else { throw unexpected(context) }
    position += 1
    skipSpace()
    return (name, place)
  }

  var isAtEnd: Bool { next == nil }

  private var isAtEndOfPipeline: Bool {
    mutating get {
      skipSpace()
      return next == nil || next?.kind == .closeParenthesis
    }
  }

  mutating func requireEnd(_ context: String) throws(TemplateError) {
    guard isAtEnd else { throw unexpected(context) }
  }

  mutating func wholePipeline() throws(TemplateError) -> TemplatePipeline {
    let pipeline = try pipeline()
    skipSpace()
    guard position == tokens.count else { throw unexpected("command") }
    return pipeline
  }

  private var next: TemplateToken? { position < tokens.count ? tokens[position] : nil }

  private var line: Int { (next ?? tokens.last)?.place.line ?? 1 }

  private mutating func skipSpace() {
    while next?.kind == .space { position += 1 }
  }

  private mutating func take(_ kind: TemplateToken.Kind) -> Bool {
    guard next?.kind == kind else { return false }
    position += 1
    return true
  }

  private func unexpected(_ context: String) -> TemplateError {
    if case .failure(let error)? = next?.kind { return error }
    return .syntax(line: line, "unexpected \(next.map(Self.described) ?? "EOF") in \(context)")
  }

  private static let keywords: Set = [
    "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with",
  ]

  /// Go quotes all words but those that mean something to it.
  private static func described(_ token: TemplateToken) -> String {
    switch token.kind {
    case .dot, .identifier("nil"), .end: "<\(token.source)>"
    case .identifier(let name) where keywords.contains(name): "<\(name)>"
    default:
      token.source.count > 10
        ? GoText.quoted(String(token.source.prefix(10))) + "..." : GoText.quoted(token.source)
    }
  }

  private mutating func pipeline() throws(TemplateError) -> TemplatePipeline {
    skipSpace()
    var result = TemplatePipeline(
      commands: [], place: next?.place ?? TemplatePlace(line: line, column: 0))
    (result.variables, result.assigns) = declarations()
    repeat {
      result.commands.append(try command())
      skipSpace()
      // Nothing need stand behind the last one.
    } while take(.pipe) && !isAtEndOfPipeline
    return result
  }

  /// `$a :=`, `$a, $b :=` or `$a =`; nothing is consumed when there is none.
  private mutating func declarations() -> ([String], assigns: Bool) {
    let mark = position
    var names: [String] = []
    while case .variable(let name)? = next?.kind {
      names.append(name)
      position += 1
      skipSpace()
      if take(.declare) { return (names, false) }
      if take(.assign) { return (names, true) }
      guard take(.comma) else { break }
      skipSpace()
    }
    position = mark
    return ([], false)
  }

  private mutating func command() throws(TemplateError) -> TemplateCommand {
    skipSpace()
    guard let place = next?.place else { throw .syntax(line: line, "missing value for command") }
    var operands: [TemplateOperand] = []
    while let operand = try operand() {
      operands.append(operand)
      guard take(.space) else {
        guard next == nil || next?.kind == .pipe || next?.kind == .closeParenthesis else {
          throw unexpected("operand")
        }
        break
      }
      skipSpace()
    }
    guard !operands.isEmpty else {
      throw next?.kind == .closeParenthesis
        ? .syntax(line: line, "missing value for command") : unexpected("command")
    }
    guard next == nil || next?.kind == .pipe || next?.kind == .closeParenthesis else {
      throw unexpected("operand")
    }
    return TemplateCommand(operands: operands, place: place)
  }

  private mutating func operand() throws(TemplateError) -> TemplateOperand? {
    guard let token = next else { return nil }
    guard var operand = try base(token) else { return nil }
    if case .field? = next?.kind, operand.fields.isEmpty, !operand.mayHaveFields {
      throw .syntax(line: line, "unexpected . after term \(GoText.quoted(operand.source))")
    }
    // Go tells of a chain at the first name that was put behind another.
    if case .field? = next?.kind, let place = next?.place { operand.place = place }
    while case .field(let name)? = next?.kind, let token = next {
      operand.fields.append(name)
      operand.source += token.source
      position += 1
    }
    return operand
  }

  private mutating func base(_ token: TemplateToken) throws(TemplateError) -> TemplateOperand? {
    let base: TemplateOperand.Base
    var fields: [String] = []
    switch token.kind {
    case .dot: base = .dot
    case .field(let name): (base, fields) = (.dot, [name])
    case .variable(let name): base = .variable(name)
    case .string(let text): base = .literal(.string(text))
    case .number(let text): base = .literal(.number(text))
    case .character(let scalar): base = .literal(.number(String(scalar.value)))
    case .identifier("true"): base = .literal(.bool(true))
    case .identifier("false"): base = .literal(.bool(false))
    case .identifier("nil"): base = .null
    case .identifier(let name) where Self.keywords.contains(name): return nil
    case .identifier(let name):
      guard TemplateFunctions.names.contains(name) else {
        throw .syntax(line: token.place.line, "function \(GoText.quoted(name)) not defined")
      }
      base = .function(name)
    case .openParenthesis: return try group(token)
    default: return nil
    }
    position += 1
    return TemplateOperand(base: base, fields: fields, source: token.source, place: token.place)
  }

  private mutating func group(_ opening: TemplateToken) throws(TemplateError) -> TemplateOperand {
    position += 1
    let start = position
    let inner = try pipeline()
    skipSpace()
    guard take(.closeParenthesis) else { throw .syntax(line: line, "unclosed left paren") }
    let source = tokens[start..<position - 1].map(\.source).joined()
    return TemplateOperand(base: .group(inner), source: "(\(source))", place: opening.place)
  }
}
