import Basics

/// The filters of a request, as the engine reads them: `{"name":{"value":true}}`.
struct Filters: Sendable {
  private var values: [String: Set<String>] = [:]

  init() {}

  /// Reads the values of `--filter`.
  init(_ options: [String]) {
    for option in options where !option.isEmpty {
      guard let equals = option.firstIndex(of: "=") else { continue }
      let name = option[..<equals].filter { !$0.isWhitespace }.lowercased()
      let value = option[option.index(after: equals)...].drop { $0.isWhitespace }
      add(name, String(value))
    }
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
