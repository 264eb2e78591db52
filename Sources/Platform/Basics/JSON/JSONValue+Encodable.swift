extension JSONValue {
  /// The JSON of a value, its keys in the order in which the value encodes them.
  ///
  /// A synthesised `Encodable` encodes its properties in the order of their declaration.
  package init(encoding value: some Encodable) throws {
    let node = Node()
    try value.encode(to: OrderedEncoder(node: node, codingPath: []))
    self = node.value
  }
}

/// A place in the document under construction.
private final class Node {
  enum Content {
    case scalar(JSONValue)
    case array([Node])
    case object([(String, Node)])
  }

  var content: Content = .object([])

  var value: JSONValue {
    switch content {
    case .scalar(let value): value
    case .array(let nodes): .array(nodes.map(\.value))
    case .object(let members): .object(JSONObject(members.map { ($0.0, $0.1.value) }))
    }
  }

  func encode(_ value: some Encodable, codingPath: [any CodingKey]) throws {
    if let json = value as? JSONValue {
      content = .scalar(json)
    } else {
      try value.encode(to: OrderedEncoder(node: self, codingPath: codingPath))
    }
  }

  func member(_ key: any CodingKey) -> Node {
    let node = Node()
    guard case .object(var members) = content else { return node }
    members.append((key.stringValue, node))
    content = .object(members)
    return node
  }

  func element() -> Node {
    let node = Node()
    guard case .array(let nodes) = content else { return node }
    content = .array(nodes + [node])
    return node
  }
}

private struct OrderedEncoder: Encoder {
  let node: Node
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .object = node.content {} else { node.content = .object([]) }
    return KeyedEncodingContainer(KeyedContainer(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .array = node.content {} else { node.content = .array([]) }
    return UnkeyedContainer(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleValueContainer(node: node, codingPath: codingPath)
  }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: Node
  let codingPath: [any CodingKey]

  mutating func encodeNil(forKey key: Key) { node.member(key).content = .scalar(.null) }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    try node.member(key).encode(value, codingPath: codingPath + [key])
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    OrderedEncoder(node: node.member(key), codingPath: codingPath + [key]).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    OrderedEncoder(node: node.member(key), codingPath: codingPath + [key]).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { OrderedEncoder(node: node, codingPath: codingPath) }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    OrderedEncoder(node: node.member(key), codingPath: codingPath + [key])
  }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  let node: Node
  let codingPath: [any CodingKey]

  var count: Int {
    guard case .array(let nodes) = node.content else { return 0 }
    return nodes.count
  }

  mutating func encodeNil() { node.element().content = .scalar(.null) }

  mutating func encode(_ value: some Encodable) throws {
    try node.element().encode(value, codingPath: codingPath)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    OrderedEncoder(node: node.element(), codingPath: codingPath).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    OrderedEncoder(node: node.element(), codingPath: codingPath).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { OrderedEncoder(node: node.element(), codingPath: codingPath) }
}

private struct SingleValueContainer: SingleValueEncodingContainer {
  let node: Node
  let codingPath: [any CodingKey]

  private func set(_ value: JSONValue) { node.content = .scalar(value) }

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
  mutating func encode(_ value: some Encodable) throws { try node.encode(value, codingPath: codingPath) }
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
