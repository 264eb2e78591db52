import Basics

/// The list of what one image consists of: its configuration and its layers, lowest first.
package struct Manifest: Hashable, Sendable, Codable {
  package var schemaVersion: Int
  package var mediaType: MediaType?
  package var artifactType: String?
  package var config: Descriptor
  package var layers: [Descriptor]
  package var subject: Descriptor?
  package var annotations: SortedObject?

  package init(mediaType: MediaType = .dockerManifest, config: Descriptor, layers: [Descriptor]) {
    schemaVersion = 2
    self.mediaType = mediaType
    self.config = config
    self.layers = layers
  }

  /// The document as docker pushes it; its bytes define the image's digest.
  package func dockerBytes() throws -> [UInt8] {
    try JSONValue(encoding: self).utf8(JSONValue.TextFormat(indent: 3))
  }
}

/// The list of images that stand behind one name, one for each platform.
package struct ImageIndex: Hashable, Sendable, Codable {
  package var schemaVersion: Int
  package var mediaType: MediaType?
  package var artifactType: String?
  package var manifests: [Descriptor]
  package var subject: Descriptor?
  package var annotations: SortedObject?

  package init(mediaType: MediaType? = .ociIndex, manifests: [Descriptor]) {
    schemaVersion = 2
    self.mediaType = mediaType
    self.manifests = manifests
  }

  /// The image for a platform; the only one there is when none says its platform.
  package func manifest(for platform: Platform) -> Descriptor? {
    manifests.first { $0.platform.map(platform.runs) ?? false }
      ?? (manifests.count == 1 && manifests[0].platform == nil ? manifests[0] : nil)
  }
}
