import Basics

/// A row of a list as templates see it.
struct TemplateRow: Sendable {
  /// What Go calls the type, in error messages: `*formatter.imageContext`.
  let typeName: String
  /// The fields by name; `{{json .}}` prints them in the order of their names.
  let fields: [String: TemplateField]
  /// What `{{.Label "name"}}` looks up.
  var labels: [String: String] = [:]

  var document: JSONValue {
    .object(JSONObject(fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }))
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
