/// The types of networks and of what is on them (docker/docker v28.2.2, api/types/network).
extension GoStructure {
  /// Addresses that were asked for.
  static let endpointAddresses = GoStructure(
    "network.EndpointIPAMConfig",
    [
      .text("IPv4Address"),
      .text("IPv6Address"),
      .texts("LinkLocalIPs"),
    ])

  /// A container on a network.
  static let endpoint = GoStructure(
    "network.EndpointSettings",
    [
      .init("IPAMConfig", .pointer(to: endpointAddresses)),
      .texts("Links"),
      .texts("Aliases"),
      .text("MacAddress"),
      .init("DriverOpts", .textMap),
      .number("GwPriority"),
      .text("NetworkID"),
      .text("EndpointID"),
      .text("Gateway"),
      .text("IPAddress"),
      .number("IPPrefixLen"),
      .text("IPv6Gateway"),
      .text("GlobalIPv6Address"),
      .number("GlobalIPv6PrefixLen"),
      .texts("DNSNames"),
    ])

  /// The networks of a container.
  static let networkSettings = GoStructure(
    "container.NetworkSettings",
    [
      .embedded(networkSettingsBase),
      .embedded(defaultNetworkSettings),
      .init("Networks", .map(.pointer(to: endpoint))),
    ])

  /// Its sandbox.
  static let networkSettingsBase = GoStructure(
    "container.NetworkSettingsBase",
    [
      .text("Bridge"),
      .text("SandboxID"),
      .text("SandboxKey"),
      .init("Ports", ports),
      .flag("HairpinMode"),
      .text("LinkLocalIPv6Address"),
      .number("LinkLocalIPv6PrefixLen"),
      .init("SecondaryIPAddresses", .list(.any)),
      .init("SecondaryIPv6Addresses", .list(.any)),
    ])

  /// Its place on the first bridge.
  static let defaultNetworkSettings = GoStructure(
    "container.DefaultNetworkSettings",
    [
      .text("EndpointID"),
      .text("Gateway"),
      .text("GlobalIPv6Address"),
      .number("GlobalIPv6PrefixLen"),
      .text("IPAddress"),
      .number("IPPrefixLen"),
      .text("IPv6Gateway"),
      .text("MacAddress"),
    ])

  /// A pool of addresses.
  static let addressPool = GoStructure(
    "network.IPAMConfig",
    [
      .text("Subnet"),
      .text("IPRange"),
      .text("Gateway"),
      .init("AuxAddress", .textMap, "AuxiliaryAddresses"),
    ])

  /// Where addresses come from.
  static let addressManagement = GoStructure(
    "network.IPAM",
    [
      .text("Driver"),
      .init("Options", .textMap),
      .init("Config", .list(.structure(addressPool))),
    ])

  /// The network whose settings it has.
  static let networkSource = GoStructure(
    "network.ConfigReference",
    [
      .text("Network")
    ])

  /// A container, as its network tells of it.
  static let networkMember = GoStructure(
    "network.EndpointResource",
    [
      .text("Name"),
      .text("EndpointID"),
      .text("MacAddress"),
      .text("IPv4Address"),
      .text("IPv6Address"),
    ])

  /// A network.
  static let network = GoStructure(
    "network.Inspect",
    [
      .text("Name"),
      .text("ID", "Id"),
      .init("Created", .time),
      .text("Scope"),
      .text("Driver"),
      .flag("EnableIPv4"),
      .flag("EnableIPv6"),
      .init("IPAM", .structure(addressManagement)),
      .flag("Internal"),
      .flag("Attachable"),
      .flag("Ingress"),
      .init("ConfigFrom", .structure(networkSource)),
      .flag("ConfigOnly"),
      .init("Containers", .map(.structure(networkMember))),
      .init("Options", .textMap),
      .init("Labels", .textMap),
      .init("Peers", .list(.any)),
      .init("Services", .map(.any)),
    ])
}
