import Basics

/// A pointer to content: what it is, how long, and its digest.
package struct Descriptor: Hashable, Sendable, Codable {
  package var mediaType: MediaType
  /// Length in bytes.
  package var size: Int
  package var digest: Digest
  package var urls: [String]?
  package var platform: Platform?
  package var artifactType: String?
  package var annotations: SortedObject?

  package init(mediaType: MediaType, size: Int, digest: Digest, platform: Platform? = nil) {
    self.mediaType = mediaType
    self.size = size
    self.digest = digest
    self.platform = platform
  }
}

/// A JSON object of strings that is written in the order of its keys, so that equal values have equal bytes.
package struct SortedObject: Hashable, Sendable, Codable, ExpressibleByDictionaryLiteral {
  package var values: [String: String]

  package init(_ values: [String: String]) {
    self.values = values
  }

  package init(dictionaryLiteral elements: (String, String)...) {
    values = Dictionary(elements) { _, last in last }
  }

  package subscript(key: String) -> String? {
    get { values[key] }
    set { values[key] = newValue }
  }

  package init(from decoder: any Decoder) throws {
    values = try decoder.singleValueContainer().decode([String: String].self)
  }

  package func encode(to encoder: any Encoder) throws {
    let sorted = values.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
    var container = encoder.singleValueContainer()
    try container.encode(JSONValue.object(JSONObject(sorted)))
  }
}

/// A JSON object whose keys are the members of a set: `{"5000/tcp":{}}`.
package struct KeySet: Hashable, Sendable, Codable, ExpressibleByArrayLiteral {
  package var keys: Set<String>

  package init(_ keys: some Sequence<String>) {
    self.keys = Set(keys)
  }

  package init(arrayLiteral elements: String...) {
    keys = Set(elements)
  }

  package var sorted: [String] { keys.sorted() }

  package init(from decoder: any Decoder) throws {
    let object = try decoder.singleValueContainer().decode(JSONValue.self)
    guard let members = object.object else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "expected an object"))
    }
    keys = Set(members.keys)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(JSONValue.object(JSONObject(sorted.map { ($0, .object(JSONObject())) })))
  }
}
