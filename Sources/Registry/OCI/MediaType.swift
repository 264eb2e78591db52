/// What a document or a blob is, as its registry calls it.
package struct MediaType: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Reads a `Content-Type`: parameters are dropped, letters made lower-case.
  package init(contentType: String) {
    let type = contentType.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    rawValue = String(type.filter { $0 != " " && $0 != "\t" }).lowercased()
  }

  package var description: String { rawValue }

  package static let dockerManifest = Self(rawValue: "application/vnd.docker.distribution.manifest.v2+json")
  /// Docker's first kind of manifest, which older registries still hold; it is given out, and no longer taken.
  package static let dockerSignedManifest = Self(
    rawValue: "application/vnd.docker.distribution.manifest.v1+prettyjws")
  package static let dockerManifestList = Self(
    rawValue: "application/vnd.docker.distribution.manifest.list.v2+json")
  package static let dockerConfig = Self(rawValue: "application/vnd.docker.container.image.v1+json")
  package static let dockerLayer = Self(rawValue: "application/vnd.docker.image.rootfs.diff.tar.gzip")
  package static let dockerForeignLayer = Self(
    rawValue: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")
  package static let ociManifest = Self(rawValue: "application/vnd.oci.image.manifest.v1+json")
  package static let ociIndex = Self(rawValue: "application/vnd.oci.image.index.v1+json")
  package static let ociConfig = Self(rawValue: "application/vnd.oci.image.config.v1+json")
  package static let ociLayer = Self(rawValue: "application/vnd.oci.image.layer.v1.tar")
  package static let ociLayerGzip = Self(rawValue: "application/vnd.oci.image.layer.v1.tar+gzip")
  package static let ociEmpty = Self(rawValue: "application/vnd.oci.empty.v1+json")

  /// Every type of manifest a registry of today may give.
  package static let manifests: [Self] = [.dockerManifest, .ociManifest, .dockerManifestList, .ociIndex]

  /// The types of manifest that Docker defined before the OCI did.
  package static let dockerManifests: [Self] = [.dockerManifest, .dockerManifestList]

  /// Whether documents of this type list manifests rather than layers.
  package var isIndex: Bool { self == .ociIndex || self == .dockerManifestList }

  /// Whether a registry need not hold content of this type: layers that may not be distributed.
  package var isNonDistributable: Bool {
    self == .dockerForeignLayer || rawValue.hasPrefix("application/vnd.oci.image.layer.nondistributable.")
  }
}

extension MediaType {
  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
