/// Where the addresses of a network come from.
package struct AddressManagement: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var driver: String = "default"
  @Nullable package var options: Labels? = nil
  @Nullable package var config: [AddressPool]? = []

  package init() {}

  package init(
    driver: String = "default",
    options: Labels? = nil,
    config: [AddressPool]? = []
  ) {
    self.driver = driver
    self.options = options
    self.config = config
  }

  private enum CodingKeys: String, CodingKey {
    case driver = "Driver"
    case options = "Options"
    case config = "Config"
  }
}

/// A range of addresses and its gateway.
package struct AddressPool: Codable, Hashable, Sendable {
  package var subnet: String?
  package var ipRange: String?
  package var gateway: String?
  /// Addresses that are in use outside of Docker, by what uses them.
  package var auxiliaryAddresses: Labels?

  package init(
    subnet: String? = nil,
    ipRange: String? = nil,
    gateway: String? = nil,
    auxiliaryAddresses: Labels? = nil
  ) {
    self.auxiliaryAddresses = auxiliaryAddresses
    self.subnet = subnet
    self.ipRange = ipRange
    self.gateway = gateway
  }

  private enum CodingKeys: String, CodingKey {
    case subnet = "Subnet"
    case ipRange = "IPRange"
    case gateway = "Gateway"
    case auxiliaryAddresses = "AuxiliaryAddresses"
  }
}
