/// A member that is always written, and that reads as its type's empty value when it is absent or `null`.
///
/// Engines of different age leave out different members; a client must not fail on those it does not need.
@propertyWrapper
package struct Defaulted<Value: Codable & Hashable & Sendable & EmptyDefault>: Codable, Hashable, Sendable {
  package var wrappedValue: Value

  package init(wrappedValue: Value) {
    self.wrappedValue = wrappedValue
  }

  package init(from decoder: any Decoder) throws {
    wrappedValue = try Value(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    try wrappedValue.encode(to: encoder)
  }
}

/// A type with a value that stands for "nothing said".
package protocol EmptyDefault {
  init()
}

extension String: EmptyDefault {}
extension Int: EmptyDefault {}
extension Bool: EmptyDefault {}
extension Array: EmptyDefault {}

extension KeyedDecodingContainer {
  /// Found by the synthesised decoders for members marked `@Defaulted`.
  package func decode<Value>(_ type: Defaulted<Value>.Type, forKey key: Key) throws -> Defaulted<Value> {
    Defaulted(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? Value())
  }
}
