/// A port in a container list: exposed, and published when `publicPort` is there.
package struct PortSummary: Codable, Hashable, Sendable {
  /// The host address, v4 and v6 in entries of their own.
  package var ip: String?
  @Defaulted package var privatePort: Int = 0
  package var publicPort: Int?
  /// `tcp`, `udp` or `sctp`.
  @Defaulted package var type: String = "tcp"

  package init(
    ip: String? = nil,
    privatePort: Int = 0,
    publicPort: Int? = nil,
    type: String = "tcp"
  ) {
    self.ip = ip
    self.privatePort = privatePort
    self.publicPort = publicPort
    self.type = type
  }

  private enum CodingKeys: String, CodingKey {
    case ip = "IP"
    case privatePort = "PrivatePort"
    case publicPort = "PublicPort"
    case type = "Type"
  }
}
