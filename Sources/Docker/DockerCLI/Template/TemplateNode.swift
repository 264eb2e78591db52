import Basics

/// A piece of a template.
indirect enum TemplateNode: Sendable {
  case text(String)
  case action(TemplatePipeline)
  case conditional(TemplatePipeline, then: [TemplateNode], otherwise: [TemplateNode])
  case with(TemplatePipeline, then: [TemplateNode], otherwise: [TemplateNode])
  case range(TemplatePipeline, body: [TemplateNode], otherwise: [TemplateNode])
  /// Another template by its name, over the value of the pipeline; the source is for error messages.
  case template(String, TemplatePipeline?, source: String, TemplatePlace)
  case breakLoop
  case continueLoop
}

/// `$a, $b := command | command`.
struct TemplatePipeline: Sendable {
  var variables: [String] = []
  /// Whether the variable is there already (`=`), not new (`:=`).
  var assigns = false
  var commands: [TemplateCommand]
  let place: TemplatePlace

  /// What is looked at last, of which errors tell that come after it.
  var lastOperand: TemplateOperand? {
    guard let last = commands.last?.operands.last else { return nil }
    if case .group(let inner) = last.base { return inner.lastOperand }
    return last
  }
}

/// A function or a value, and its arguments.
struct TemplateCommand: Sendable {
  let operands: [TemplateOperand]
  /// The source, as error messages show it.
  var source: String { operands.map(\.source).joined(separator: " ") }
  let place: TemplatePlace
}

/// One word of a command.
struct TemplateOperand: Sendable {
  enum Base: Sendable {
    case dot
    case null
    case variable(String)
    case literal(JSONValue)
    case function(String)
    case group(TemplatePipeline)
  }

  let base: Base
  /// The names behind it: `.State.Running` is dot, then State, then Running.
  var fields: [String] = []
  /// Whether names may stand behind it.
  var mayHaveFields: Bool {
    switch base {
    case .dot, .null, .literal: false
    case .variable, .function, .group: true
    }
  }
  /// The source, as error messages show it.
  var source: String
  /// Where errors say it is: at its last field.
  var place: TemplatePlace
}
