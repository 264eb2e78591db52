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
}
