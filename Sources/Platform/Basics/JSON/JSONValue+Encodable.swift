extension JSONValue {
  /// The JSON of a value, its keys in the order in which the value encodes them.
  ///
  /// A synthesised `Encodable` encodes its properties in the order of their declaration.
  package init(encoding value: some Encodable) throws {
    let node = Node()
    try node.encode(value)
    self = node.value
  }
}

/// A place in the document under construction; an empty object until something else is put there.
private final class Node {
  private enum Kind {
    case scalar(JSONValue)
    case array
    case object
  }

  /// What stands in an array or under a key.
  private enum Part {
    case value(JSONValue)
    case node(Node)

    var value: JSONValue {
      switch self {
      case .value(let value): value
      case .node(let node): node.value
      }
    }
  }

  private let parent: Node?
  private let key: (any CodingKey)?
  private var kind = Kind.object
  /// Of an array or an object.
  private var parts: [Part] = []
  /// One for each part of an object.
  private var names: [String] = []

  init(parent: Node? = nil, key: (any CodingKey)? = nil) {
    self.parent = parent
    self.key = key
  }

  var value: JSONValue {
    switch kind {
    case .scalar(let value): value
    case .array: .array(parts.map(\.value))
    case .object:
      .object(JSONObject(unchecked: zip(names, parts).map { JSONObject.Member(key: $0, value: $1.value) }))
    }
  }

  var codingPath: [any CodingKey] {
    var path = parent?.codingPath ?? []
    if let key { path.append(key) }
    return path
  }

  var count: Int { parts.count }

  func encode<Value: Encodable>(_ value: Value) throws {
    if Value.self == JSONValue.self, let json = value as? JSONValue {
      set(json)
    } else {
      try value.encode(to: OrderedEncoder(node: self))
    }
  }

  func set(_ value: JSONValue) { kind = .scalar(value) }

  func becomeArray() {
    if case .array = kind { return }
    kind = .array
    parts = []
  }

  func becomeObject() {
    if case .object = kind { return }
    kind = .object
    parts = []
    names = []
  }

  func append(_ value: JSONValue) { parts.append(.value(value)) }

  func append(_ value: JSONValue, _ key: any CodingKey) {
    names.append(key.stringValue)
    parts.append(.value(value))
  }

  /// A new last element of an array.
  func element() -> Node {
    let node = Node(parent: self)
    parts.append(.node(node))
    return node
  }

  /// A new last member of an object.
  func member(_ key: any CodingKey) -> Node {
    let node = Node(parent: self, key: key)
    names.append(key.stringValue)
    parts.append(.node(node))
    return node
  }
}

private struct OrderedEncoder: Encoder {
  let node: Node
  var codingPath: [any CodingKey] { node.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.becomeObject()
    return KeyedEncodingContainer(KeyedContainer(node: node))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.becomeArray()
    return UnkeyedContainer(node: node)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleValueContainer(node: node) }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: Node
  var codingPath: [any CodingKey] { node.codingPath }

  mutating func encodeNil(forKey key: Key) { node.append(.null, key) }
  mutating func encode(_ value: String, forKey key: Key) { node.append(.string(value), key) }
  mutating func encode(_ value: Bool, forKey key: Key) { node.append(.bool(value), key) }
  mutating func encode(_ value: Int, forKey key: Key) { node.append(.number(String(value)), key) }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    // Maps of texts come here, not to the method above.
    if Value.self == String.self, let text = value as? String { return encode(text, forKey: key) }
    try node.member(key).encode(value)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    OrderedEncoder(node: node.member(key)).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    OrderedEncoder(node: node.member(key)).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { OrderedEncoder(node: node) }

  mutating func superEncoder(forKey key: Key) -> any Encoder { OrderedEncoder(node: node.member(key)) }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  let node: Node
  var codingPath: [any CodingKey] { node.codingPath }
  var count: Int { node.count }

  mutating func encodeNil() { node.append(.null) }
  mutating func encode(_ value: String) { node.append(.string(value)) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    // Arrays of texts come here, not to the method above.
    if Value.self == String.self, let text = value as? String { return encode(text) }
    try node.element().encode(value)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    OrderedEncoder(node: node.element()).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    OrderedEncoder(node: node.element()).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { OrderedEncoder(node: node.element()) }
}

private struct SingleValueContainer: SingleValueEncodingContainer {
  let node: Node
  var codingPath: [any CodingKey] { node.codingPath }

  private func set(_ value: JSONValue) { node.set(value) }

  mutating func encodeNil() { set(.null) }
  mutating func encode(_ value: Bool) { set(.bool(value)) }
  mutating func encode(_ value: String) { set(.string(value)) }
  mutating func encode(_ value: Double) { set(.number(Int(exactly: value).map(String.init) ?? "\(value)")) }
  mutating func encode(_ value: Float) { encode(Double(value)) }
  mutating func encode(_ value: Int) { set(.number(String(value))) }
  mutating func encode(_ value: Int8) { set(.number(String(value))) }
  mutating func encode(_ value: Int16) { set(.number(String(value))) }
  mutating func encode(_ value: Int32) { set(.number(String(value))) }
  mutating func encode(_ value: Int64) { set(.number(String(value))) }
  mutating func encode(_ value: UInt) { set(.number(String(value))) }
  mutating func encode(_ value: UInt8) { set(.number(String(value))) }
  mutating func encode(_ value: UInt16) { set(.number(String(value))) }
  mutating func encode(_ value: UInt32) { set(.number(String(value))) }
  mutating func encode(_ value: UInt64) { set(.number(String(value))) }
  mutating func encode(_ value: some Encodable) throws { try node.encode(value) }
}

extension JSONValue: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let flag): try container.encode(flag)
    case .number(let text):
      if let whole = Int(text) {
        try container.encode(whole)
      } else {
        try container.encode(Double(text) ?? 0)
      }
    case .string(let text): try container.encode(text)
    case .array(let elements): try container.encode(elements)
    case .object(let object):
      try container.encode(Dictionary(object.members.map { ($0.key, $0.value) }) { _, last in last })
    }
  }
}
