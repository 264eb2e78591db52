extension JSONValue {
  /// Reads a value out of this document; the error names the path of the first member that does not fit.
  package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    if Value.self == JSONValue.self, let same = self as? Value { return same }
    return try Value(from: TreeDecoder(value: self))
  }
}

extension JSONValue: Decodable {
  /// Works with `decoded(as:)` only: a document knows its own order, a foreign decoder does not.
  package init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? TreeDecoder else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a JSONValue"))
    }
    self = decoder.value
  }
}

/// Reads one value of a document; it knows what it is part of, so that only an error has to spell out a path.
private final class TreeDecoder: Decoder {
  let value: JSONValue
  private let parent: TreeDecoder?
  private let key: (any CodingKey)?
  /// The members of an object.
  private(set) var members: [JSONObject.Member] = []
  /// Where the next member is looked for first: most types ask in the order in which they were written.
  private var expected = 0

  init(value: JSONValue, parent: TreeDecoder? = nil, key: (any CodingKey)? = nil) {
    self.value = value
    self.parent = parent
    self.key = key
  }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  var codingPath: [any CodingKey] {
    var path = parent?.codingPath ?? []
    if let key { path.append(key) }
    return path
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = value else { throw mismatch([String: JSONValue].self, "an object") }
    members = object.members
    return KeyedDecodingContainer(KeyedReader(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = value else { throw mismatch([JSONValue].self, "an array") }
    return UnkeyedReader(elements: elements, decoder: self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { ScalarReader(decoder: self) }

  func member(_ name: String) -> JSONValue? {
    guard let index = place(of: name, in: expected..<members.count) ?? place(of: name, in: 0..<expected)
    else { return nil }
    expected = index + 1
    return members[index].value
  }

  private func place(of name: String, in places: Range<Int>) -> Int? {
    let length = name.utf8.count
    // Texts of different lengths need no comparison, which costs most where a member is not there.
    return places.first { members[$0].key.utf8.count == length && members[$0].key == name }
  }

  func child(_ value: JSONValue, _ key: (any CodingKey)? = nil) -> TreeDecoder {
    TreeDecoder(value: value, parent: self, key: key)
  }

  func text() throws -> String {
    guard case .string(let text) = value else { throw mismatch(String.self) }
    return text
  }

  func flag() throws -> Bool {
    guard case .bool(let flag) = value else { throw mismatch(Bool.self) }
    return flag
  }

  func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) throws -> T {
    guard let whole = value.int, let exact = T(exactly: whole) else { throw mismatch(type) }
    return exact
  }

  func mismatch(_ type: Any.Type, _ wanted: String? = nil) -> DecodingError {
    .typeMismatch(
      type, .init(codingPath: codingPath, debugDescription: "expected \(wanted ?? "\(type)")"))
  }
}

private struct ScalarReader: SingleValueDecodingContainer {
  let decoder: TreeDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.value.isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try decoder.flag() }
  func decode(_ type: String.Type) throws -> String { try decoder.text() }

  func decode(_ type: Double.Type) throws -> Double {
    guard case .number(let text) = decoder.value, let number = Double(text) else {
      throw decoder.mismatch(type)
    }
    return number
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
  func decode(_ type: Int.Type) throws -> Int { try decoder.integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer() }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: decoder) }
}

private struct KeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: TreeDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { decoder.members.compactMap { Key(stringValue: $0.key) } }

  func contains(_ key: Key) -> Bool { decoder.member(key.stringValue) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try reader(key).value.isNull }

  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    if case .string(let text) = decoder.member(key.stringValue) { return text }
    return try reader(key).text()
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    if case .bool(let flag) = decoder.member(key.stringValue) { return flag }
    return try reader(key).flag()
  }

  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    if let whole = decoder.member(key.stringValue)?.int { return whole }
    return try reader(key).integer()
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let value = try value(key)
    return try value.plain(as: type) ?? T(from: decoder.child(value, key))
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try present(key).map { if case .string(let text) = $0 { text } else { try reader(key).text() } }
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try present(key).map { if case .bool(let flag) = $0 { flag } else { try reader(key).flag() } }
  }

  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try present(key).map { try $0.int ?? reader(key).integer() }
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try present(key).map { try $0.plain(as: type) ?? T(from: decoder.child($0, key)) }
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try reader(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try reader(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }

  func superDecoder(forKey key: Key) throws -> any Decoder { try reader(key) }

  /// The value under a key that is there and not `null`.
  private func present(_ key: Key) -> JSONValue? {
    guard let value = decoder.member(key.stringValue), !value.isNull else { return nil }
    return value
  }

  private func reader(_ key: Key) throws -> TreeDecoder { decoder.child(try value(key), key) }

  private func value(_ key: Key) throws -> JSONValue {
    if let value = decoder.member(key.stringValue) { return value }
    throw DecodingError.keyNotFound(
      key, .init(codingPath: codingPath, debugDescription: "no member \(key.stringValue)"))
  }
}

private struct UnkeyedReader: UnkeyedDecodingContainer {
  let elements: [JSONValue]
  let decoder: TreeDecoder
  var currentIndex = 0

  init(elements: [JSONValue], decoder: TreeDecoder) {
    self.elements = elements
    self.decoder = decoder
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  private mutating func next() throws -> TreeDecoder {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        JSONValue.self,
        .init(codingPath: codingPath, debugDescription: "the array has only \(elements.count)"))
    }
    defer { currentIndex += 1 }
    return decoder.child(elements[currentIndex])
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, elements[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if !isAtEnd, let plain = elements[currentIndex].plain(as: type) {
      currentIndex += 1
      return plain
    }
    return try T(from: next())
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }
}

extension JSONValue {
  /// The text or the texts, when that is what is asked for: generic code asks in words that hide it, once for each.
  fileprivate func plain<T>(as type: T.Type) -> T? {
    switch self {
    case .string(let text) where T.self == String.self: return text as? T
    case .array(let elements) where T.self == [String].self:
      let texts = elements.compactMap(\.string)
      return texts.count == elements.count ? texts as? T : nil
    default: return nil
    }
  }
}
