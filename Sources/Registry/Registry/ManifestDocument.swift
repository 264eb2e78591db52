import Basics
import OCI

/// A pushed manifest that has been read and found sound.
struct ManifestDocument {
  let type: MediaType
  let summary: ManifestSummary

  /// Reads a manifest; the type comes from `Content-Type`, else from the document.
  ///
  /// A document that could be read as two kinds is refused: two readers would see two images (CVE-2021-41190).
  init(_ bytes: [UInt8], contentType: String?) throws(RegistryFailure) {
    do throws(ManifestError) {
      summary = try ManifestSummary(parsing: bytes)
    } catch {
      throw .manifestInvalid(error.reason)
    }
    guard summary.schemaVersion == 2 else { throw .manifestInvalid("schemaVersion must be 2") }
    type = try Self.type(of: summary, contentType: contentType)
    try Self.check(summary, as: type)
  }

  private static func type(
    of summary: ManifestSummary, contentType: String?
  ) throws(RegistryFailure) -> MediaType {
    let said = contentType.map { MediaType(contentType: $0) }.flatMap { $0.rawValue.isEmpty ? nil : $0 }
    let own = summary.mediaType
    guard let type = said ?? own ?? guess(summary) else {
      throw .manifestInvalid("neither Content-Type nor mediaType says what it is")
    }
    guard own == nil || own == type else {
      throw .manifestInvalid("mediaType is \(own?.rawValue ?? ""), Content-Type is \(type)")
    }
    guard MediaType.manifests.contains(type) else { throw .manifestInvalid("unknown media type \(type)") }
    // What is stored is the document alone: a type that it does not tell would come back as another.
    guard own != nil || !MediaType.dockerManifests.contains(type) else {
      throw .manifestInvalid("a \(type) must say so in mediaType")
    }
    return type
  }

  private static func guess(_ summary: ManifestSummary) -> MediaType? {
    if summary.manifests != nil { return .ociIndex }
    return summary.config != nil ? .ociManifest : nil
  }

  private static func check(_ summary: ManifestSummary, as type: MediaType) throws(RegistryFailure) {
    if type.isIndex {
      guard summary.manifests != nil else { throw .manifestInvalid("a \(type) must have manifests") }
      guard summary.layers == nil, summary.config == nil else {
        throw .manifestInvalid("the document is not only a \(type)")
      }
    } else {
      guard summary.config != nil, summary.layers != nil else {
        throw .manifestInvalid("a \(type) must have config and layers")
      }
      guard summary.manifests == nil else { throw .manifestInvalid("the document is not only a \(type)") }
    }
  }
}
