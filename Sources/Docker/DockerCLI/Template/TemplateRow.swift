import Basics

/// A row of a list as templates see it.
struct TemplateRow: Sendable {
  /// What Go calls the type, in error messages: `*formatter.imageContext`.
  let typeName: String
  /// What `{{.Label "name"}}` looks up.
  let labels: [String: String]
  private let names: @Sendable () -> [String]
  private let field: @Sendable (String) -> JSONValue?

  /// Makes a row of fields by their names.
  init(typeName: String, fields: [String: TemplateField], labels: [String: String] = [:]) {
    self.typeName = typeName
    self.labels = labels
    names = { Array(fields.keys) }
    field = { fields[$0]?.value }
  }

  /// Makes a row of something, by what each column says of it.
  ///
  /// One table of columns serves all rows: a list of a thousand does not make fifteen thousand fields that nobody asks for.
  init<Source: Sendable>(
    typeName: String, of source: Source, columns: [String: @Sendable (Source) -> JSONValue],
    labels: [String: String]
  ) {
    self.typeName = typeName
    self.labels = labels
    names = { Array(columns.keys) }
    field = { columns[$0]?(source) }
  }

  /// The value of a field; `nil` when the row has none of that name.
  subscript(name: String) -> JSONValue? { field(name) }

  /// What `{{json .}}` prints: all fields in the order of their names.
  var document: JSONValue {
    .object(JSONObject(names().sorted().map { ($0, field($0) ?? .null) }))
  }
}

/// A field of a row: worked out when a template asks for it, for most ask for few.
struct TemplateField: Sendable {
  private let work: @Sendable () -> JSONValue

  var value: JSONValue { work() }

  static func string(_ text: @autoclosure @escaping @Sendable () -> String) -> Self {
    TemplateField { .string(text()) }
  }

  static var null: Self { TemplateField { .null } }
}

extension TemplateField: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  init(stringLiteral text: String) {
    self = .string(text)
  }

  init(booleanLiteral flag: Bool) {
    work = { .bool(flag) }
  }
}
