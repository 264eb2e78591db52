/// The body of `POST /networks/create`.
package struct CreateNetworkRequest: Codable, Hashable, Sendable {
  @Defaulted package var driver: String = "bridge"
  @Defaulted package var scope: String = ""
  @Nullable package var ipam: AddressManagement? = nil
  @Defaulted package var isIPv6Enabled: Bool = false
  @Defaulted package var isInternal: Bool = false
  @Defaulted package var isAttachable: Bool = false
  @Defaulted package var isIngress: Bool = false
  @Defaulted package var isConfigurationOnly: Bool = false
  @Nullable package var configFrom: NetworkConfigSource? = nil
  @Defaulted package var options: Labels = [:]
  @Defaulted package var labels: Labels = [:]
  @Defaulted package var name: String = ""
  @Defaulted package var refusesDuplicates: Bool = false

  package init(
    driver: String = "bridge",
    scope: String = "",
    ipam: AddressManagement? = nil,
    isIPv6Enabled: Bool = false,
    isInternal: Bool = false,
    isAttachable: Bool = false,
    isIngress: Bool = false,
    isConfigurationOnly: Bool = false,
    configFrom: NetworkConfigSource? = nil,
    options: Labels = [:],
    labels: Labels = [:],
    name: String = "",
    refusesDuplicates: Bool = true
  ) {
    self.driver = driver
    self.scope = scope
    self.ipam = ipam
    self.isIPv6Enabled = isIPv6Enabled
    self.isInternal = isInternal
    self.isAttachable = isAttachable
    self.isIngress = isIngress
    self.isConfigurationOnly = isConfigurationOnly
    self.configFrom = configFrom
    self.options = options
    self.labels = labels
    self.name = name
    self.refusesDuplicates = refusesDuplicates
  }

  private enum CodingKeys: String, CodingKey {
    case driver = "Driver"
    case scope = "Scope"
    case ipam = "IPAM"
    case isIPv6Enabled = "EnableIPv6"
    case isInternal = "Internal"
    case isAttachable = "Attachable"
    case isIngress = "Ingress"
    case isConfigurationOnly = "ConfigOnly"
    case configFrom = "ConfigFrom"
    case options = "Options"
    case labels = "Labels"
    case name = "Name"
    case refusesDuplicates = "CheckDuplicate"
  }
}

/// The reply to `POST /networks/create`.
package struct CreateNetworkReply: Codable, Hashable, Sendable {
  @Defaulted package var id: String = ""
  @Defaulted package var warning: String = ""

  package init(
    id: String = "",
    warning: String = ""
  ) {
    self.id = id
    self.warning = warning
  }

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case warning = "Warning"
  }
}
