import Basics

/// The reply to `GET /system/df`; sizes in bytes.
package struct DiskUsage: Codable, Hashable, Sendable {
  @Defaulted package var layersSize: Int = 0
  @Nullable package var images: [ImageSummary]? = nil
  @Nullable package var containers: [ContainerSummary]? = nil
  @Nullable package var volumes: [Volume]? = nil
  @Nullable package var buildCache: [JSONValue]? = nil
  package var builderSize: Int? = 0

  package init(
    layersSize: Int = 0,
    images: [ImageSummary]? = nil,
    containers: [ContainerSummary]? = nil,
    volumes: [Volume]? = nil,
    buildCache: [JSONValue]? = nil,
    builderSize: Int? = 0
  ) {
    self.layersSize = layersSize
    self.images = images
    self.containers = containers
    self.volumes = volumes
    self.buildCache = buildCache
    self.builderSize = builderSize
  }

  private enum CodingKeys: String, CodingKey {
    case layersSize = "LayersSize"
    case images = "Images"
    case containers = "Containers"
    case volumes = "Volumes"
    case buildCache = "BuildCache"
    case builderSize = "BuilderSize"
  }
}
