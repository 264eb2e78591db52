import Basics
import DockerAPI
import OCI

/// An image as a machine holds it.
package struct Image: Sendable, Hashable {
  /// The digest of the config document, which pushing and pulling keep byte by byte.
  package let id: Digest
  package let config: ImageConfig
  /// The version of the engine that built the image, as its config says; empty when it does not.
  let builder: String
  /// What whoever committed or imported it said of it.
  let comment: String
  package let created: Timestamp
  /// The image whose container it was made of; `nil` for one that came from elsewhere.
  var parent: Digest?
  /// When one of its names was last set.
  var lastTagged: Timestamp
  /// Whether it was removed while a stopped container still stands on it: its layers are kept, but nobody sees it.
  var isWithdrawn = false
  private let containerConfig: JSONValue?
  /// The container that it was made of; empty when its config does not say.
  let container: String
  private let sourceConfig: JSONValue?

  /// Reads the config document of an image that comes in.
  init(config bytes: [UInt8]) throws {
    try self.init(id: Digest.sha256(of: bytes), kept: bytes, lastTagged: .zero)
    _ = try readDefaults()
  }

  /// Reads a config document again that was taken in before.
  init(id: Digest, kept bytes: [UInt8], lastTagged: Timestamp) throws {
    let document = try JSONValue(parsing: bytes)
    self.id = id
    config = try document.decoded()
    containerConfig = document["config"]
    container = document["container"]?.string ?? ""
    sourceConfig = document["container_config"]
    builder = document["docker_version"]?.string ?? ""
    comment = document["comment"]?.string ?? ""
    created = config.created.flatMap { Timestamp($0) } ?? .zero
    self.lastTagged = lastTagged
  }

  /// What a container of the image starts with, in the words of the Engine API.
  package var defaults: ContainerConfig {
    // It was readable when the image came in.
    (try? readDefaults()) ?? ContainerConfig()
  }

  /// What the container was made of that it was made of.
  var source: ContainerConfig {
    let source: ContainerConfig? = try? sourceConfig?.decoded()
    return source ?? ContainerConfig()
  }

  private func readDefaults() throws -> ContainerConfig {
    try containerConfig?.decoded() ?? ContainerConfig()
  }

  package var diffIDs: [Digest] { config.rootfs.diffIDs }
  package var labels: [String: String] { config.config?.labels?.values ?? [:] }

  /// The identities of the layers as Docker names them when it deletes them: each stands for itself and all below.
  var chainIDs: [Digest] {
    var chain: [Digest] = []
    for diffID in diffIDs {
      chain.append(chain.last.map { Digest.sha256(of: "\($0) \(diffID)".utf8) } ?? diffID)
    }
    return chain
  }
}

extension Image {
  /// Where the real engine would keep the layers, the nearest to a container first.
  var layerFolders: [String] { chainIDs.reversed().map(\.hex) }

  var graphDriver: GraphDriver {
    let folders = layerFolders
    return .overlay(folders.first ?? id.hex, over: Array(folders.dropFirst()))
  }
}

/// A layer as a machine keeps it.
package struct StoredLayer: Sendable, Hashable, Codable {
  /// The digest of the uncompressed archive.
  package let diffID: Digest
  /// The layer as it travels.
  package let blob: Descriptor
  /// Bytes of all its files.
  package let contentSize: Int
  /// Repositories, in full, that are known to hold the blob.
  package var repositories: [String]
}

/// A container that stands on an image.
package struct ImageUse: Sendable, Hashable {
  /// The container's full identifier.
  package let container: String
  package let image: Digest
  package let isRunning: Bool

  package init(container: String, image: Digest, isRunning: Bool) {
    self.container = container
    self.image = image
    self.isRunning = isRunning
  }
}
