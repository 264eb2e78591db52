import Basics

/// How an image was made and how its containers start; the digest of this document is the image's ID.
package struct ImageConfig: Hashable, Sendable, Codable {
  package var architecture: String
  package var variant: String?
  package var config: ContainerDefaults?
  /// RFC 3339 time of creation.
  package var created: String?
  package var author: String?
  package var history: [History]?
  package var os: String
  package var rootfs: RootFS

  package init(
    platform: Platform, config: ContainerDefaults? = nil, created: String? = nil, history: [History]? = nil,
    diffIDs: [Digest]
  ) {
    architecture = platform.architecture
    variant = platform.variant
    self.config = config
    self.created = created
    self.history = history
    os = platform.os
    rootfs = RootFS(diffIDs: diffIDs)
  }

  /// Reads the document as it lies in a store.
  package init(parsing bytes: some Collection<UInt8>) throws {
    self = try JSONValue(parsing: bytes).decoded()
  }
}

extension ImageConfig {
  /// What a container of the image starts with unless it is told otherwise.
  package struct ContainerDefaults: Hashable, Sendable, Codable {
    package var user: String?
    package var exposedPorts: KeySet?
    package var env: [String]?
    package var entrypoint: [String]?
    package var cmd: [String]?
    package var volumes: KeySet?
    package var workingDir: String?
    package var labels: SortedObject?
    package var stopSignal: String?
    /// Docker's own, beyond the specification: how the health of containers is found out.
    package var healthcheck: JSONValue?
    /// Docker's own: the shell of commands that are one text.
    package var shell: [String]?

    package init() {}

    private enum CodingKeys: String, CodingKey {
      case user = "User"
      case exposedPorts = "ExposedPorts"
      case env = "Env"
      case entrypoint = "Entrypoint"
      case cmd = "Cmd"
      case volumes = "Volumes"
      case workingDir = "WorkingDir"
      case labels = "Labels"
      case stopSignal = "StopSignal"
      case healthcheck = "Healthcheck"
      case shell = "Shell"
    }
  }

  /// One instruction of the build, with or without a layer.
  package struct History: Hashable, Sendable, Codable {
    package var created: String?
    package var author: String?
    package var createdBy: String?
    package var comment: String?
    package var emptyLayer: Bool?

    package init(
      created: String? = nil, createdBy: String? = nil, comment: String? = nil, emptyLayer: Bool? = nil
    ) {
      self.created = created
      self.createdBy = createdBy
      self.comment = comment
      self.emptyLayer = emptyLayer
    }

    private enum CodingKeys: String, CodingKey {
      case created
      case author
      case createdBy = "created_by"
      case comment
      case emptyLayer = "empty_layer"
    }
  }

  /// The layers by the digests of their uncompressed archives, lowest first.
  package struct RootFS: Hashable, Sendable, Codable {
    package var type = "layers"
    package var diffIDs: [Digest]

    package init(diffIDs: [Digest]) {
      self.diffIDs = diffIDs
    }

    private enum CodingKeys: String, CodingKey {
      case type
      case diffIDs = "diff_ids"
    }
  }
}
