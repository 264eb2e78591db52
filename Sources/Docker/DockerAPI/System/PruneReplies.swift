/// The reply to `POST /containers/prune`.
package struct ContainersPruned: Codable, Hashable, Sendable {
  @Nullable package var containersDeleted: [String]? = nil
  /// Bytes.
  @Defaulted package var spaceReclaimed: Int = 0

  package init(
    containersDeleted: [String]? = nil,
    spaceReclaimed: Int = 0
  ) {
    self.containersDeleted = containersDeleted
    self.spaceReclaimed = spaceReclaimed
  }

  private enum CodingKeys: String, CodingKey {
    case containersDeleted = "ContainersDeleted"
    case spaceReclaimed = "SpaceReclaimed"
  }
}

/// The reply to `POST /images/prune`.
package struct ImagesPruned: Codable, Hashable, Sendable {
  @Nullable package var imagesDeleted: [ImageDeletion]? = nil
  /// Bytes.
  @Defaulted package var spaceReclaimed: Int = 0

  package init(
    imagesDeleted: [ImageDeletion]? = nil,
    spaceReclaimed: Int = 0
  ) {
    self.imagesDeleted = imagesDeleted
    self.spaceReclaimed = spaceReclaimed
  }

  private enum CodingKeys: String, CodingKey {
    case imagesDeleted = "ImagesDeleted"
    case spaceReclaimed = "SpaceReclaimed"
  }
}

/// The reply to `POST /volumes/prune`.
package struct VolumesPruned: Codable, Hashable, Sendable {
  @Nullable package var volumesDeleted: [String]? = []
  /// Bytes.
  @Defaulted package var spaceReclaimed: Int = 0

  package init(
    volumesDeleted: [String]? = [],
    spaceReclaimed: Int = 0
  ) {
    self.volumesDeleted = volumesDeleted
    self.spaceReclaimed = spaceReclaimed
  }

  private enum CodingKeys: String, CodingKey {
    case volumesDeleted = "VolumesDeleted"
    case spaceReclaimed = "SpaceReclaimed"
  }
}

/// The reply to `POST /networks/prune`.
package struct NetworksPruned: Codable, Hashable, Sendable {
  @Nullable package var networksDeleted: [String]? = nil

  package init(
    networksDeleted: [String]? = nil
  ) {
    self.networksDeleted = networksDeleted
  }

  private enum CodingKeys: String, CodingKey {
    case networksDeleted = "NetworksDeleted"
  }
}

/// The reply to `POST /build/prune`.
package struct BuildCachePruned: Codable, Hashable, Sendable {
  @Nullable package var cachesDeleted: [String]? = nil
  /// Bytes.
  @Defaulted package var spaceReclaimed: Int = 0

  package init(
    cachesDeleted: [String]? = nil,
    spaceReclaimed: Int = 0
  ) {
    self.cachesDeleted = cachesDeleted
    self.spaceReclaimed = spaceReclaimed
  }

  private enum CodingKeys: String, CodingKey {
    case cachesDeleted = "CachesDeleted"
    case spaceReclaimed = "SpaceReclaimed"
  }
}
