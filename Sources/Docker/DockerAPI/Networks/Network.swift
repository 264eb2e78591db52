/// A network, as the list and the inspection show it.
package struct Network: Codable, Hashable, Sendable {
  @Defaulted package var name: String = ""
  @Defaulted package var id: String = ""
  @Defaulted package var created: String = ""
  @Defaulted package var scope: String = "local"
  @Defaulted package var driver: String = "bridge"
  /// Told by engines since API 1.48.
  package var isIPv4Enabled: Bool?
  @Defaulted package var isIPv6Enabled: Bool = false
  @Defaulted package var ipam: AddressManagement = AddressManagement()
  @Defaulted package var isInternal: Bool = false
  @Defaulted package var isAttachable: Bool = false
  @Defaulted package var isIngress: Bool = false
  @Defaulted package var configFrom: NetworkConfigSource = NetworkConfigSource()
  @Defaulted package var isConfigurationOnly: Bool = false
  @Defaulted package var containers: SortedMap<NetworkMember> = [:]
  @Defaulted package var options: Labels = [:]
  @Defaulted package var labels: Labels = [:]

  package init(
    name: String = "",
    id: String = "",
    created: String = "",
    scope: String = "local",
    driver: String = "bridge",
    isIPv6Enabled: Bool = false,
    ipam: AddressManagement = AddressManagement(),
    isInternal: Bool = false,
    isAttachable: Bool = false,
    isIngress: Bool = false,
    configFrom: NetworkConfigSource = NetworkConfigSource(),
    isConfigurationOnly: Bool = false,
    containers: SortedMap<NetworkMember> = [:],
    options: Labels = [:],
    labels: Labels = [:]
  ) {
    self.name = name
    self.id = id
    self.created = created
    self.scope = scope
    self.driver = driver
    self.isIPv6Enabled = isIPv6Enabled
    self.ipam = ipam
    self.isInternal = isInternal
    self.isAttachable = isAttachable
    self.isIngress = isIngress
    self.configFrom = configFrom
    self.isConfigurationOnly = isConfigurationOnly
    self.containers = containers
    self.options = options
    self.labels = labels
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case id = "Id"
    case created = "Created"
    case scope = "Scope"
    case driver = "Driver"
    case isIPv4Enabled = "EnableIPv4"
    case isIPv6Enabled = "EnableIPv6"
    case ipam = "IPAM"
    case isInternal = "Internal"
    case isAttachable = "Attachable"
    case isIngress = "Ingress"
    case configFrom = "ConfigFrom"
    case isConfigurationOnly = "ConfigOnly"
    case containers = "Containers"
    case options = "Options"
    case labels = "Labels"
  }
}

/// The network whose configuration another one takes over.
package struct NetworkConfigSource: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var network: String = ""

  package init() {}

  package init(
    network: String = ""
  ) {
    self.network = network
  }

  private enum CodingKeys: String, CodingKey {
    case network = "Network"
  }
}

/// A container on an inspected network; addresses with their prefix length.
package struct NetworkMember: Codable, Hashable, Sendable {
  @Defaulted package var name: String = ""
  @Defaulted package var endpointID: String = ""
  @Defaulted package var macAddress: String = ""
  @Defaulted package var ipv4Address: String = ""
  @Defaulted package var ipv6Address: String = ""

  package init(
    name: String = "",
    endpointID: String = "",
    macAddress: String = "",
    ipv4Address: String = "",
    ipv6Address: String = ""
  ) {
    self.name = name
    self.endpointID = endpointID
    self.macAddress = macAddress
    self.ipv4Address = ipv4Address
    self.ipv6Address = ipv6Address
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case endpointID = "EndpointID"
    case macAddress = "MacAddress"
    case ipv4Address = "IPv4Address"
    case ipv6Address = "IPv6Address"
  }
}
