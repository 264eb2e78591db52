/// A volume.
package struct Volume: Codable, Hashable, Sendable {
  package var createdAt: String?
  @Defaulted package var driver: String = "local"
  @Nullable package var labels: Labels? = nil
  @Defaulted package var mountpoint: String = ""
  @Defaulted package var name: String = ""
  @Nullable package var options: Labels? = nil
  @Defaulted package var scope: String = "local"
  package var usageData: VolumeUsage?

  package init(
    createdAt: String? = nil,
    driver: String = "local",
    labels: Labels? = nil,
    mountpoint: String = "",
    name: String = "",
    options: Labels? = nil,
    scope: String = "local",
    usageData: VolumeUsage? = nil
  ) {
    self.createdAt = createdAt
    self.driver = driver
    self.labels = labels
    self.mountpoint = mountpoint
    self.name = name
    self.options = options
    self.scope = scope
    self.usageData = usageData
  }

  private enum CodingKeys: String, CodingKey {
    case createdAt = "CreatedAt"
    case driver = "Driver"
    case labels = "Labels"
    case mountpoint = "Mountpoint"
    case name = "Name"
    case options = "Options"
    case scope = "Scope"
    case usageData = "UsageData"
  }
}

/// How much a volume holds (bytes, -1 when not computed) and how many containers use it.
package struct VolumeUsage: Codable, Hashable, Sendable {
  @Defaulted package var referenceCount: Int = -1
  @Defaulted package var size: Int = -1

  package init(
    referenceCount: Int = -1,
    size: Int = -1
  ) {
    self.referenceCount = referenceCount
    self.size = size
  }

  private enum CodingKeys: String, CodingKey {
    case referenceCount = "RefCount"
    case size = "Size"
  }
}
