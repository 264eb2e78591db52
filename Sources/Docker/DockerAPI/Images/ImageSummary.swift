/// A row of `GET /images/json`.
package struct ImageSummary: Codable, Hashable, Sendable {
  /// Containers of this image; -1 when not counted.
  @Defaulted package var containers: Int = -1
  /// Seconds since 1970.
  @Defaulted package var created: Int = 0
  @Defaulted package var id: String = ""
  @Nullable package var labels: Labels? = nil
  @Defaulted package var parentID: String = ""
  @Nullable package var repoDigests: [String]? = nil
  @Nullable package var repoTags: [String]? = nil
  /// Bytes; -1 when not computed.
  @Defaulted package var sharedSize: Int = -1
  /// Bytes.
  @Defaulted package var size: Int = 0
  /// Bytes; engines since API 1.44 leave it out.
  package var virtualSize: Int?

  package init(
    containers: Int = -1,
    created: Int = 0,
    id: String = "",
    labels: Labels? = nil,
    parentID: String = "",
    repoDigests: [String]? = nil,
    repoTags: [String]? = nil,
    sharedSize: Int = -1,
    size: Int = 0,
    virtualSize: Int? = nil
  ) {
    self.containers = containers
    self.created = created
    self.id = id
    self.labels = labels
    self.parentID = parentID
    self.repoDigests = repoDigests
    self.repoTags = repoTags
    self.sharedSize = sharedSize
    self.size = size
    self.virtualSize = virtualSize
  }

  private enum CodingKeys: String, CodingKey {
    case containers = "Containers"
    case created = "Created"
    case id = "Id"
    case labels = "Labels"
    case parentID = "ParentId"
    case repoDigests = "RepoDigests"
    case repoTags = "RepoTags"
    case sharedSize = "SharedSize"
    case size = "Size"
    case virtualSize = "VirtualSize"
  }
}
