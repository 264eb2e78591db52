import Basics

/// A Go template, as docker's `--format` takes it.
struct Template: Sendable {
  private let nodes: [TemplateNode]
  /// The templates that it defines, by their names.
  private let definitions: [String: [TemplateNode]]
  private let name: String

  /// Reads a template; `name` is what error messages call it.
  ///
  /// - Throws: `TemplateError` with the text of Go's parser.
  init(_ source: String, name: String = "") throws(TemplateError) {
    self.name = name
    do throws(TemplateError) {
      (nodes, definitions) = try TemplateParser.tree(of: source)
    } catch {
      throw error.of(name)
    }
  }

  /// The text the template makes of a value.
  ///
  /// - Throws: `TemplateError` with the text of Go's interpreter.
  func text(of value: TemplateValue, isUntyped: Bool = false) throws(TemplateError) -> String {
    var evaluator = TemplateEvaluator(root: value, isUntyped: isUntyped, definitions: definitions)
    do throws(TemplateError) {
      return try evaluator.run(nodes)
    } catch {
      throw error.of(name)
    }
  }

  /// The header line of a table: the template over the columns' titles, which functions leave as they are.
  func header(_ titles: [String: String], typeName: String) throws(TemplateError) -> String {
    let row = TemplateRow(typeName: typeName, texts: titles)
    var evaluator = TemplateEvaluator(root: .row(row), isHeader: true, definitions: definitions)
    return try evaluator.run(nodes)
  }
}
