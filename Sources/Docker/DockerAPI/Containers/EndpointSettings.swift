import Basics

/// A container's place on one network.
package struct EndpointSettings: Codable, Hashable, Sendable {
  @Nullable package var ipamConfig: JSONValue? = nil
  @Nullable package var links: [String]? = nil
  @Nullable package var aliases: [String]? = nil
  @Defaulted package var networkID: String = ""
  @Defaulted package var endpointID: String = ""
  @Defaulted package var gateway: String = ""
  @Defaulted package var ipAddress: String = ""
  @Defaulted package var ipPrefixLength: Int = 0
  @Defaulted package var ipv6Gateway: String = ""
  @Defaulted package var globalIPv6Address: String = ""
  @Defaulted package var globalIPv6PrefixLength: Int = 0
  @Defaulted package var macAddress: String = ""
  @Nullable package var driverOptions: Labels? = nil

  package init(
    ipamConfig: JSONValue? = nil,
    links: [String]? = nil,
    aliases: [String]? = nil,
    networkID: String = "",
    endpointID: String = "",
    gateway: String = "",
    ipAddress: String = "",
    ipPrefixLength: Int = 0,
    ipv6Gateway: String = "",
    globalIPv6Address: String = "",
    globalIPv6PrefixLength: Int = 0,
    macAddress: String = "",
    driverOptions: Labels? = nil
  ) {
    self.ipamConfig = ipamConfig
    self.links = links
    self.aliases = aliases
    self.networkID = networkID
    self.endpointID = endpointID
    self.gateway = gateway
    self.ipAddress = ipAddress
    self.ipPrefixLength = ipPrefixLength
    self.ipv6Gateway = ipv6Gateway
    self.globalIPv6Address = globalIPv6Address
    self.globalIPv6PrefixLength = globalIPv6PrefixLength
    self.macAddress = macAddress
    self.driverOptions = driverOptions
  }

  private enum CodingKeys: String, CodingKey {
    case ipamConfig = "IPAMConfig"
    case links = "Links"
    case aliases = "Aliases"
    case networkID = "NetworkID"
    case endpointID = "EndpointID"
    case gateway = "Gateway"
    case ipAddress = "IPAddress"
    case ipPrefixLength = "IPPrefixLen"
    case ipv6Gateway = "IPv6Gateway"
    case globalIPv6Address = "GlobalIPv6Address"
    case globalIPv6PrefixLength = "GlobalIPv6PrefixLen"
    case macAddress = "MacAddress"
    case driverOptions = "DriverOpts"
  }
}
