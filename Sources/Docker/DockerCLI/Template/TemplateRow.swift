import Basics

/// A row of a list as templates see it.
struct TemplateRow: Sendable {
  /// What each column says of something; one table serves all rows of a list, and most columns are never asked for.
  typealias Columns<Source> = [String: @Sendable (Source) -> JSONValue]

  /// What Go calls the type, in error messages: `*formatter.imageContext`.
  let typeName: String
  /// What `{{.Label "name"}}` looks up.
  let labels: [String: String]
  private let names: @Sendable () -> [String]
  private let field: @Sendable (String) -> JSONValue?

  /// Makes a row of something, by what each column says of it.
  init<Source: Sendable>(
    typeName: String, of source: Source, columns: Columns<Source>, labels: [String: String] = [:]
  ) {
    self.typeName = typeName
    self.labels = labels
    names = { Array(columns.keys) }
    field = { columns[$0]?(source) }
  }

  /// Makes a row that is written out, as the titles of a table are.
  init(typeName: String, texts: [String: String], labels: [String: String] = [:]) {
    self.init(
      typeName: typeName, of: (), columns: texts.mapValues { text in { _ in .string(text) } }, labels: labels)
  }

  /// The value of a field; `nil` when the row has none of that name.
  subscript(name: String) -> JSONValue? { field(name) }

  /// What `{{json .}}` prints: all fields in the order of their names.
  var document: JSONValue {
    .object(JSONObject(names().sorted().map { ($0, field($0) ?? .null) }))
  }
}
