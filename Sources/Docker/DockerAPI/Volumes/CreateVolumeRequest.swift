/// The body of `POST /volumes/create`; without a name the engine makes one up.
package struct CreateVolumeRequest: Codable, Hashable, Sendable {
  package var driver: String?
  package var driverOptions: Labels?
  package var labels: Labels?
  package var name: String?

  package init(
    driver: String? = nil,
    driverOptions: Labels? = nil,
    labels: Labels? = nil,
    name: String? = nil
  ) {
    self.driver = driver
    self.driverOptions = driverOptions
    self.labels = labels
    self.name = name
  }

  private enum CodingKeys: String, CodingKey {
    case driver = "Driver"
    case driverOptions = "DriverOpts"
    case labels = "Labels"
    case name = "Name"
  }
}
