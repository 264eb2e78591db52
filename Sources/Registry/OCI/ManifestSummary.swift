import Basics

/// What a registry must know of a manifest of any kind; what it need not know is left unread.
///
/// Fields are those of the OCI image specification 1.1 (`manifest.md`, `image-index.md`, `descriptor.md`).
package struct ManifestSummary: Sendable {
  /// What the document says it is.
  package let mediaType: MediaType?
  package let artifactType: String?
  /// The configuration of an image.
  package let config: Descriptor?
  /// The layers of an image; `nil` if it has no such list.
  package let layers: [Descriptor]?
  /// The members of an index; `nil` if it has no such list.
  package let manifests: [Descriptor]?
  /// The manifest that this one is about.
  package let subject: Descriptor?
  /// The document's own annotations, as they stand there.
  package let annotations: JSONValue?
  package let schemaVersion: Int?

  /// Everything the manifest needs to be of use: what it is about is not among it.
  package var needed: [Descriptor] { [config].compactMap(\.self) + (layers ?? []) + (manifests ?? []) }

  /// The type of a manifest that was found sound when it came: what it says, else what its fields say.
  package var type: MediaType {
    if let mediaType { return mediaType }
    guard schemaVersion != 1 else { return .dockerSignedManifest }
    return manifests != nil ? .ociIndex : .ociManifest
  }

  /// Reads a manifest.
  ///
  /// A key that stands twice, or in another case than the specification's, is refused: readers differ in which one they
  /// take, and would see two images in one document (CVE-2021-41190).
  package init(parsing bytes: [UInt8]) throws(ManifestError) {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw ManifestError(reason: "not JSON: \(error.reason) at byte \(error.offset)")
    }
    guard let object = json.object else { throw ManifestError(reason: "not a JSON object") }
    try Self.checkKeys(of: object, bytes)
    schemaVersion = json["schemaVersion"]?.int
    mediaType = try Self.text(object, "mediaType").map { MediaType(rawValue: $0) }
    artifactType = try Self.text(object, "artifactType")
    config = try Self.descriptor(object, "config")
    layers = try Self.descriptors(object, "layers")
    manifests = try Self.descriptors(object, "manifests")
    subject = try Self.descriptor(object, "subject")
    annotations = Self.present(object, "annotations")
    guard annotations?.object?.members.allSatisfy({ $0.value.string != nil }) ?? (annotations == nil) else {
      throw ManifestError(reason: "annotations must be an object of strings")
    }
  }

  private static let keys = [
    "schemaVersion", "mediaType", "artifactType", "config", "layers", "manifests", "subject", "annotations",
    "blobs", "fsLayers",
  ]

  private static func checkKeys(of object: JSONObject, _ bytes: [UInt8]) throws(ManifestError) {
    guard JSONKeyCount.ofOutermostObject(bytes) == object.members.count else {
      throw ManifestError(reason: "a key stands twice")
    }
    for key in object.keys where !keys.contains(key) {
      guard !keys.contains(where: { $0.lowercased() == key.lowercased() }) else {
        throw ManifestError(reason: "\"\(key)\" is not spelled as the specification spells it")
      }
    }
  }

  private static func present(_ object: JSONObject, _ key: String) -> JSONValue? {
    object[key].flatMap { $0.isNull ? nil : $0 }
  }

  private static func text(_ object: JSONObject, _ key: String) throws(ManifestError) -> String? {
    guard let value = present(object, key) else { return nil }
    guard let text = value.string else { throw ManifestError(reason: "\(key) must be a string") }
    return text.isEmpty ? nil : text
  }

  private static func descriptor(_ object: JSONObject, _ key: String) throws(ManifestError) -> Descriptor? {
    guard let value = present(object, key) else { return nil }
    return try Descriptor(summarizing: value, in: key)
  }

  private static func descriptors(_ object: JSONObject, _ key: String) throws(ManifestError) -> [Descriptor]?
  {
    guard let value = object[key] else { return nil }
    // Go's encoder writes an empty list as null.
    guard !value.isNull else { return [] }
    guard let elements = value.array else { throw ManifestError(reason: "\(key) must be a list") }
    var found: [Descriptor] = []
    for (index, element) in elements.enumerated() {
      found.append(try Descriptor(summarizing: element, in: "\(key)[\(index)]"))
    }
    return found
  }
}

/// Why a document is no manifest.
package struct ManifestError: Error, Equatable, Sendable {
  package let reason: String
}

extension Descriptor {
  /// Reads type, size and digest, and whether there are addresses to get the content from.
  init(summarizing value: JSONValue, in place: String) throws(ManifestError) {
    guard let object = value.object else { throw ManifestError(reason: "\(place) must be an object") }
    guard let text = object["digest"]?.string else { throw ManifestError(reason: "\(place) has no digest") }
    guard let digest = try? Digest(parsing: text) else {
      throw ManifestError(reason: "\(place) has a digest that cannot be: \(text.prefix(200))")
    }
    guard let size = object["size"]?.int, size >= 0 else {
      throw ManifestError(reason: "\(place) has no size")
    }
    guard let type = object["mediaType"]?.string else {
      throw ManifestError(reason: "\(place) has no mediaType")
    }
    self.init(mediaType: MediaType(rawValue: type), size: size, digest: digest)
    urls = object["urls"]?.array?.compactMap(\.string)
  }
}

/// Counts the members that a JSON object has as it was written, repeated ones too.
enum JSONKeyCount {
  /// The members of the outermost object of a sound JSON document: the colons at its own depth, outside of strings.
  static func ofOutermostObject(_ bytes: [UInt8]) -> Int {
    var count = 0
    var depth = 0
    var inString = false
    var isEscaped = false
    for byte in bytes {
      if inString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: count += 1
      default: break
      }
    }
    return count
  }
}
