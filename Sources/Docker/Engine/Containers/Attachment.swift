import Basics
import DockerAPI

/// A container's place on one network.
struct Attachment: Codable, Hashable, Sendable {
  let network: String
  var aliases: [String]?
  /// The address that was asked for.
  var wishedAddress: String?
  /// The IPv6 address that was asked for, which no network here has.
  var wishedIPv6Address: String?
  /// What the container calls others on the network, each as `container:alias`.
  var links: [String]?
  /// Empty until the first start.
  var networkID = ""
  /// This and the rest are empty while the container does not run.
  var endpointID = ""
  var address = ""
  var prefixLength = 0
  var gateway = ""

  init(network: String, aliases: [String]? = nil) {
    self.network = network
    self.aliases = aliases
  }

  /// A place as a request describes it.
  ///
  /// - Throws: `EngineFault` (400) for an address or a link that is none.
  init(network: String, asked: EndpointSettings?) throws(EngineFault) {
    self.init(network: network, aliases: asked?.aliases.flatMap { $0.isEmpty ? nil : $0 })
    if let text = asked?.ipamConfig?["IPv4Address"]?.string, !text.isEmpty {
      guard IPv4.parse(text) != nil else { throw .badParameter("invalid IPv4 address: \(text)") }
      wishedAddress = text
    }
    if let text = asked?.ipamConfig?["IPv6Address"]?.string, !text.isEmpty {
      guard text.contains(":"), AddressText.isAddress(text) else {
        throw .badParameter("invalid IPv6 address: \(text)")
      }
      wishedIPv6Address = text
    }
    let local = (asked?.ipamConfig?["LinkLocalIPs"]?.array ?? []).compactMap(\.string)
    guard local.allSatisfy(AddressText.isAddress) else {
      throw .badParameter("Invalid link-local IP address: [\(local.joined(separator: " "))]")
    }
    for link in asked?.links ?? [] { _ = try ContainerLink(parsing: link) }
    links = asked?.links.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Leaves the network; Docker keeps its ID.
  mutating func release() {
    endpointID = ""
    address = ""
    prefixLength = 0
    gateway = ""
  }

  var settings: EndpointSettings {
    EndpointSettings(
      ipamConfig: wishedAddress.map { ["IPv4Address": .string($0)] }, links: links, aliases: aliases,
      networkID: networkID, endpointID: endpointID, gateway: gateway, ipAddress: address,
      ipPrefixLength: prefixLength, macAddress: address.isEmpty ? "" : IPv4.hardwareAddress(of: address))
  }
}
