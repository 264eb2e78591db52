/// Looks, before a template runs, whether all the variables are there that it names.
struct TemplateVariables {
  private var names = ["$"]

  /// - Throws: `TemplateError` for a variable that nothing before has made.
  static func require(_ nodes: [TemplateNode]) throws(TemplateError) {
    var variables = Self()
    try variables.walk(nodes)
  }

  private mutating func walk(_ nodes: [TemplateNode]) throws(TemplateError) {
    for node in nodes {
      switch node {
      case .text, .breakLoop, .continueLoop: break
      case .action(let pipeline): try look(at: pipeline)
      case .template(_, let pipeline, _, _): if let pipeline { try look(at: pipeline) }
      case .conditional(let pipeline, let body, let otherwise), .with(let pipeline, let body, let otherwise),
        .range(let pipeline, let body, let otherwise):
        let outer = names
        try look(at: pipeline)
        let head = names
        try walk(body)
        names = head
        try walk(otherwise)
        names = outer
      }
    }
  }

  private mutating func look(at pipeline: TemplatePipeline) throws(TemplateError) {
    if pipeline.assigns {
      for name in pipeline.variables { try require(name, pipeline.place) }
    } else {
      names += pipeline.variables
    }
    for operand in pipeline.commands.flatMap(\.operands) {
      switch operand.base {
      case .variable(let name): try require(name, operand.place)
      case .group(let inner): try look(at: inner)
      default: break
      }
    }
  }

  private func require(_ name: String, _ place: TemplatePlace) throws(TemplateError) {
    guard names.contains(name) else {
      throw .syntax(line: place.line, "undefined variable \(GoText.quoted(name))")
    }
  }
}
