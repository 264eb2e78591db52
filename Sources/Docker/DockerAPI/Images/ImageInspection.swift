/// The document of `GET /images/{name}/json`, its members in the order of the engine.
package struct ImageInspection: Codable, Hashable, Sendable {
  @Defaulted package var id: String = ""
  @Nullable package var repoTags: [String]? = []
  @Nullable package var repoDigests: [String]? = []
  @Defaulted package var parent: String = ""
  @Defaulted package var comment: String = ""
  /// RFC 3339.
  package var created: String?
  package var container: String? = ""
  package var containerConfig: ContainerConfig? = ContainerConfig()
  @Defaulted package var dockerVersion: String = ""
  @Defaulted package var author: String = ""
  @Nullable package var config: ContainerConfig? = nil
  @Defaulted package var architecture: String = ""
  package var variant: String?
  @Defaulted package var os: String = ""
  @Defaulted package var size: Int = 0
  package var virtualSize: Int?
  @Defaulted package var graphDriver: GraphDriver = GraphDriver()
  @Defaulted package var rootFileSystem: RootFileSystem = RootFileSystem()
  @Defaulted package var metadata: ImageMetadata = ImageMetadata()

  package init(
    id: String = "",
    repoTags: [String]? = [],
    repoDigests: [String]? = [],
    parent: String = "",
    comment: String = "",
    created: String? = nil,
    container: String? = "",
    containerConfig: ContainerConfig? = ContainerConfig(),
    dockerVersion: String = "",
    author: String = "",
    config: ContainerConfig? = nil,
    architecture: String = "",
    variant: String? = nil,
    os: String = "",
    size: Int = 0,
    virtualSize: Int? = nil,
    graphDriver: GraphDriver = GraphDriver(),
    rootFileSystem: RootFileSystem = RootFileSystem(),
    metadata: ImageMetadata = ImageMetadata()
  ) {
    self.id = id
    self.repoTags = repoTags
    self.repoDigests = repoDigests
    self.parent = parent
    self.comment = comment
    self.created = created
    self.container = container
    self.containerConfig = containerConfig
    self.dockerVersion = dockerVersion
    self.author = author
    self.config = config
    self.architecture = architecture
    self.variant = variant
    self.os = os
    self.size = size
    self.virtualSize = virtualSize
    self.graphDriver = graphDriver
    self.rootFileSystem = rootFileSystem
    self.metadata = metadata
  }

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case repoTags = "RepoTags"
    case repoDigests = "RepoDigests"
    case parent = "Parent"
    case comment = "Comment"
    case created = "Created"
    case container = "Container"
    case containerConfig = "ContainerConfig"
    case dockerVersion = "DockerVersion"
    case author = "Author"
    case config = "Config"
    case architecture = "Architecture"
    case variant = "Variant"
    case os = "Os"
    case size = "Size"
    case virtualSize = "VirtualSize"
    case graphDriver = "GraphDriver"
    case rootFileSystem = "RootFS"
    case metadata = "Metadata"
  }
}

/// The layers of an image as the digests of their uncompressed content.
package struct RootFileSystem: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var type: String = "layers"
  package var layers: [String]?

  package init() {}

  package init(
    type: String = "layers",
    layers: [String]? = nil
  ) {
    self.type = type
    self.layers = layers
  }

  private enum CodingKeys: String, CodingKey {
    case type = "Type"
    case layers = "Layers"
  }
}

/// What the engine itself knows of an image.
package struct ImageMetadata: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var lastTagTime: String = "0001-01-01T00:00:00Z"

  package init() {}

  package init(
    lastTagTime: String = "0001-01-01T00:00:00Z"
  ) {
    self.lastTagTime = lastTagTime
  }

  private enum CodingKeys: String, CodingKey {
    case lastTagTime = "LastTagTime"
  }
}
