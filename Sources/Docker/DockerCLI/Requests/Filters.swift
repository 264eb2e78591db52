import Basics

/// The filters of a request, as the engine reads them: `{"name":{"value":true}}`.
struct Filters: Sendable {
  private var values: [String: Set<String>] = [:]

  init() {}

  /// Reads the values of `--filter`.
  init(_ options: [String]) {
    for option in options where !option.isEmpty {
      guard let equals = option.firstIndex(of: "=") else { continue }
      add(Self.trimmed(option[..<equals]).lowercased(), Self.trimmed(option[option.index(after: equals)...]))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let rest = text.drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }

  mutating func add(_ name: String, _ value: String) {
    values[name, default: []].insert(value)
  }

  /// The query parameter; nothing when there is no filter.
  var query: [(name: String, value: String)] {
    guard !values.isEmpty else { return [] }
    let members = values.sorted { $0.key < $1.key }.map { name, values in
      (name, JSONValue.object(JSONObject(values.sorted().map { ($0, .bool(true)) })))
    }
    return [("filters", JSONValue.object(JSONObject(members)).text(.init(escapesHTML: true)))]
  }
}
