import Basics
import OCI

/// A pushed manifest that has been read and found sound.
struct ManifestDocument {
  enum Content {
    case image(Manifest)
    case index(ImageIndex)
  }

  let type: MediaType
  let content: Content

  /// Reads a manifest; the type comes from `Content-Type`, else from the document.
  ///
  /// A document that could be read as two kinds is refused: two readers would see two images (CVE-2021-41190).
  init(_ bytes: [UInt8], contentType: String?) throws(RegistryFailure) {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw .manifestInvalid("not JSON: \(error.reason) at byte \(error.offset)")
    }
    guard let object = json.object else { throw .manifestInvalid("not a JSON object") }
    guard json["schemaVersion"]?.int == 2 else { throw .manifestInvalid("schemaVersion must be 2") }
    let said = contentType.map { MediaType(contentType: $0) }
    let own = json["mediaType"]?.string.map { MediaType(rawValue: $0) }
    guard let type = said.flatMap({ $0.rawValue.isEmpty ? nil : $0 }) ?? own ?? Self.guess(object) else {
      throw .manifestInvalid("neither Content-Type nor mediaType says what it is")
    }
    guard own == nil || own == type else {
      throw .manifestInvalid("mediaType is \(own?.rawValue ?? ""), Content-Type is \(type)")
    }
    guard MediaType.manifests.contains(type) else { throw .manifestInvalid("unknown media type \(type)") }
    let isIndex = object["manifests"] != nil
    guard isIndex == type.isIndex, !isIndex || (object["layers"] == nil && object["config"] == nil) else {
      throw .manifestInvalid("the document is not only a \(type)")
    }
    self.type = type
    do {
      content = isIndex ? .index(try json.decoded()) : .image(try json.decoded())
    } catch {
      throw .manifestInvalid("\(error)")
    }
  }

  /// The type of a manifest that was found sound when it came.
  static func storedType(_ bytes: [UInt8]) -> MediaType {
    guard let json = try? JSONValue(parsing: bytes), let object = json.object else { return .ociManifest }
    return json["mediaType"]?.string.map { MediaType(rawValue: $0) } ?? guess(object) ?? .ociManifest
  }

  private static func guess(_ object: JSONObject) -> MediaType? {
    if object["manifests"] != nil { return .ociIndex }
    return object["config"] != nil ? .ociManifest : nil
  }
}
