/// Where an engine keeps the layers of an image or a container.
package struct GraphDriver: Codable, Hashable, Sendable, EmptyDefault {
  @Nullable package var data: Labels? = nil
  @Defaulted package var name: String = ""

  package init() {}

  package init(
    data: Labels? = nil,
    name: String = ""
  ) {
    self.data = data
    self.name = name
  }

  private enum CodingKeys: String, CodingKey {
    case data = "Data"
    case name = "Name"
  }

  /// Where overlay2 keeps a layer over those below it, the nearest first (Docker docs, "OverlayFS storage driver").
  package static func overlay(_ layer: String, over lower: [String]) -> Self {
    let folder = "/var/lib/docker/overlay2/\(layer)"
    var data = ["MergedDir": "\(folder)/merged", "UpperDir": "\(folder)/diff", "WorkDir": "\(folder)/work"]
    let below = lower.map { "/var/lib/docker/overlay2/\($0)/diff" }
    if !below.isEmpty { data["LowerDir"] = below.joined(separator: ":") }
    return Self(data: Labels(data), name: "overlay2")
  }
}
