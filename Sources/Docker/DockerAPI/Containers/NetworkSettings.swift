import Basics

/// A container's addresses and the ports published for it.
package struct NetworkSettings: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var bridge: String = ""
  @Defaulted package var sandboxID: String = ""
  @Defaulted package var hasHairpinMode: Bool = false
  @Defaulted package var linkLocalIPv6Address: String = ""
  @Defaulted package var linkLocalIPv6PrefixLength: Int = 0
  /// Keys as `5000/tcp`; `null` is exposed but not published.
  @Defaulted package var ports: SortedMap<[PortBinding]?> = [:]
  @Defaulted package var sandboxKey: String = ""
  @Nullable package var secondaryIPAddresses: [JSONValue]? = nil
  @Nullable package var secondaryIPv6Addresses: [JSONValue]? = nil
  @Defaulted package var endpointID: String = ""
  @Defaulted package var gateway: String = ""
  @Defaulted package var globalIPv6Address: String = ""
  @Defaulted package var globalIPv6PrefixLength: Int = 0
  @Defaulted package var ipAddress: String = ""
  @Defaulted package var ipPrefixLength: Int = 0
  @Defaulted package var ipv6Gateway: String = ""
  @Defaulted package var macAddress: String = ""
  @Defaulted package var networks: SortedMap<EndpointSettings> = [:]

  package init() {}

  package init(
    bridge: String = "",
    sandboxID: String = "",
    hasHairpinMode: Bool = false,
    linkLocalIPv6Address: String = "",
    linkLocalIPv6PrefixLength: Int = 0,
    ports: SortedMap<[PortBinding]?> = [:],
    sandboxKey: String = "",
    secondaryIPAddresses: [JSONValue]? = nil,
    secondaryIPv6Addresses: [JSONValue]? = nil,
    endpointID: String = "",
    gateway: String = "",
    globalIPv6Address: String = "",
    globalIPv6PrefixLength: Int = 0,
    ipAddress: String = "",
    ipPrefixLength: Int = 0,
    ipv6Gateway: String = "",
    macAddress: String = "",
    networks: SortedMap<EndpointSettings> = [:]
  ) {
    self.bridge = bridge
    self.sandboxID = sandboxID
    self.hasHairpinMode = hasHairpinMode
    self.linkLocalIPv6Address = linkLocalIPv6Address
    self.linkLocalIPv6PrefixLength = linkLocalIPv6PrefixLength
    self.ports = ports
    self.sandboxKey = sandboxKey
    self.secondaryIPAddresses = secondaryIPAddresses
    self.secondaryIPv6Addresses = secondaryIPv6Addresses
    self.endpointID = endpointID
    self.gateway = gateway
    self.globalIPv6Address = globalIPv6Address
    self.globalIPv6PrefixLength = globalIPv6PrefixLength
    self.ipAddress = ipAddress
    self.ipPrefixLength = ipPrefixLength
    self.ipv6Gateway = ipv6Gateway
    self.macAddress = macAddress
    self.networks = networks
  }

  private enum CodingKeys: String, CodingKey {
    case bridge = "Bridge"
    case sandboxID = "SandboxID"
    case hasHairpinMode = "HairpinMode"
    case linkLocalIPv6Address = "LinkLocalIPv6Address"
    case linkLocalIPv6PrefixLength = "LinkLocalIPv6PrefixLen"
    case ports = "Ports"
    case sandboxKey = "SandboxKey"
    case secondaryIPAddresses = "SecondaryIPAddresses"
    case secondaryIPv6Addresses = "SecondaryIPv6Addresses"
    case endpointID = "EndpointID"
    case gateway = "Gateway"
    case globalIPv6Address = "GlobalIPv6Address"
    case globalIPv6PrefixLength = "GlobalIPv6PrefixLen"
    case ipAddress = "IPAddress"
    case ipPrefixLength = "IPPrefixLen"
    case ipv6Gateway = "IPv6Gateway"
    case macAddress = "MacAddress"
    case networks = "Networks"
  }
}
