import Basics

/// What a list command prints for its rows: a table, one object a line, or a template of the learner's.
struct ListFormat: Sendable {
  /// What Go calls the type of a row, in error messages.
  let typeName: String
  /// The titles of the columns, by field.
  let titles: [String: String]
  /// The template of the usual table, without the word `table`.
  let table: String
  /// The template of `--quiet`.
  let quiet: String
  /// The template of the format `raw`, when the command has one.
  var raw: String?
  /// What `raw` calls the identifier, when only that is asked for; by default what its template begins with.
  var rawQuietName: String?

  /// The text for `rows`, given the value of `--format` and whether `--quiet` was.
  func text(_ rows: [TemplateRow], format: String?, isQuiet: Bool = false) throws(TemplateError) -> String {
    switch format ?? "table" {
    case "table" where isQuiet: return try lines(quiet, rows)
    case "table", "": return try laidOut(table, rows)
    case "json": return try lines("{{json .}}", rows)
    case "raw":
      guard let raw else { return try lines("raw", rows) }
      let name = rawQuietName ?? String(raw.prefix { $0 != ":" })
      return try lines(isQuiet ? "\(name): \(quiet)" : raw, rows)
    case let custom:
      let template = Self.unescaped(custom)
      guard template.hasPrefix("table") else { return try lines(template, rows) }
      return try laidOut(String(template.dropFirst(5).drop { $0 == " " || $0 == "\t" }), rows)
    }
  }

  private func lines(_ source: String, _ rows: [TemplateRow]) throws(TemplateError) -> String {
    let template = try Template(source)
    var text = ""
    for row in rows { text += try template.text(of: .row(row)) + "\n" }
    return text
  }

  private func laidOut(_ source: String, _ rows: [TemplateRow]) throws(TemplateError) -> String {
    let template = try Template(source)
    var body = ""
    for row in rows { body += "\n" + (try template.text(of: .row(row))) }
    let text = try template.header(titles, typeName: typeName) + body
    return TextTable.layOut(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  /// The two escapes that docker replaces before it reads a template.
  private static func unescaped(_ template: String) -> String {
    var result = ""
    var rest = template[...]
    while let character = rest.popFirst() {
      if character == "\\", rest.first == "t" || rest.first == "n" {
        result += rest.popFirst() == "t" ? "\t" : "\n"
      } else {
        result.append(character)
      }
    }
    return result
  }
}
