/// A mount of an existing container.
package struct MountPoint: Codable, Hashable, Sendable {
  /// `bind`, `volume` or `tmpfs`.
  @Defaulted package var type: String = ""
  /// The volume's name; binds have none.
  package var name: String?
  @Defaulted package var source: String = ""
  @Defaulted package var destination: String = ""
  package var driver: String?
  @Defaulted package var mode: String = ""
  @Defaulted package var isWritable: Bool = true
  @Defaulted package var propagation: String = ""

  package init(
    type: String = "",
    name: String? = nil,
    source: String = "",
    destination: String = "",
    driver: String? = nil,
    mode: String = "",
    isWritable: Bool = true,
    propagation: String = ""
  ) {
    self.type = type
    self.name = name
    self.source = source
    self.destination = destination
    self.driver = driver
    self.mode = mode
    self.isWritable = isWritable
    self.propagation = propagation
  }

  private enum CodingKeys: String, CodingKey {
    case type = "Type"
    case name = "Name"
    case source = "Source"
    case destination = "Destination"
    case driver = "Driver"
    case mode = "Mode"
    case isWritable = "RW"
    case propagation = "Propagation"
  }
}
