/// A JSON document whose objects keep the order of their keys and whose numbers keep their spelling.
///
/// Docker's `inspect` re-prints the server's document in the server's key order, so order is part of the value.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it was spelled.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object, in order; a key that is set again keeps its place.
package struct JSONObject: Hashable, Sendable {
  /// A key and what stands under it.
  package struct Member: Hashable, Sendable {
    package let key: String
    package var value: JSONValue
  }

  package private(set) var members: [Member]

  package init() {
    members = []
  }

  /// Takes members as they come; a later one replaces an earlier one of the same key.
  package init(_ members: some Sequence<(String, JSONValue)>) {
    self.init()
    for (key, value) in members { self[key] = value }
  }

  /// Takes members as they come, like the other initialiser, without looking at all of them for each.
  init(unchecked members: [Member]) {
    if Self.isRepeating(members) {
      self.init(members.lazy.map { ($0.key, $0.value) })
    } else {
      self.init()
      self.members = members
    }
  }

  private static func isRepeating(_ members: [Member]) -> Bool {
    switch members.count {
    // A few keys are compared faster than hashed.
    case ...8:
      members.indices.contains { index in
        let key = members[index].key
        return members[..<index].contains { $0.key.utf8.count == key.utf8.count && $0.key == key }
      }
    case ...64: isRepeating(members.map { sum(of: $0.key) }) && isRepeatingText(members)
    default: isRepeatingText(members)
    }
  }

  private static func isRepeating(_ sums: [UInt64]) -> Bool {
    sums.indices.contains { sums[..<$0].contains(sums[$0]) }
  }

  private static func isRepeatingText(_ members: [Member]) -> Bool {
    Set(members.lazy.map(\.key)).count < members.count
  }

  /// Different for almost all different texts, and the same for the same.
  private static func sum(of key: String) -> UInt64 {
    key.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) }
  }

  package var keys: [String] { members.map(\.key) }

  package subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONValue {
  package subscript(key: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  package var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  package var bool: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  package var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(String(value)) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
  package init(nilLiteral: ()) { self = .null }
}
