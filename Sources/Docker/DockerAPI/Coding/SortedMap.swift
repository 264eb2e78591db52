/// A JSON object used as a map; its keys are written in ascending order, as Go writes maps.
package struct SortedMap<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable, EmptyDefault,
  ExpressibleByDictionaryLiteral
{
  package var values: [String: Value]

  package init() {
    values = [:]
  }

  package init(_ values: [String: Value]) {
    self.values = values
  }

  package init(dictionaryLiteral elements: (String, Value)...) {
    values = Dictionary(elements) { _, last in last }
  }

  package subscript(key: String) -> Value? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// Keys in the order in which they are written.
  package var sortedKeys: [String] { values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  package var isEmpty: Bool { values.isEmpty }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: MapKey.self)
    values = [:]
    for key in container.allKeys { values[key.stringValue] = try container.decode(Value.self, forKey: key) }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: MapKey.self)
    for key in sortedKeys {
      guard let value = values[key] else { continue }
      try container.encode(value, forKey: MapKey(stringValue: key))
    }
  }
}

/// Labels, options and attributes: text by name.
package typealias Labels = SortedMap<String>

/// The `{}` that Go's sets have as values.
package struct EmptyObject: Codable, Hashable, Sendable {
  package init() {}
}

private struct MapKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
