/// A port inside a container: `5000/tcp`.
package struct ContainerPort: Hashable, Sendable, Comparable {
  package let number: UInt16
  /// `tcp`, `udp` or `sctp`.
  package let transport: String

  package init(number: UInt16, transport: String = "tcp") {
    self.number = number
    self.transport = transport
  }

  /// Reads `5000/tcp` or `5000`.
  ///
  /// - Throws: `EngineFault` (400) that names the number, which is what Docker looks at.
  package init(parsing text: String) throws(EngineFault) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let transport = parts.count == 2 ? parts[1].lowercased() : "tcp"
    guard parts.count <= 2, let number = UInt16(parts[0]), number > 0,
      ["tcp", "udp", "sctp"].contains(transport)
    else { throw .badParameter("invalid port specification: \"\(parts[0])\"") }
    self.init(number: number, transport: transport)
  }

  package var text: String { "\(number)/\(transport)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.number, left.transport) < (right.number, right.transport)
  }
}

/// One way in: an address and a port of the machine that lead to a port of a container.
package struct PublishedPort: Hashable, Sendable, Codable {
  /// `0.0.0.0`, or the address that the learner named.
  package let hostAddress: String
  package let hostPort: UInt16
  package let containerPort: UInt16
  package let transport: String

  package init(hostAddress: String, hostPort: UInt16, containerPort: UInt16, transport: String) {
    self.hostAddress = hostAddress
    self.hostPort = hostPort
    self.containerPort = containerPort
    self.transport = transport
  }

  /// Whether both would need the same door: same transport and port, and addresses that meet.
  func collides(with other: PublishedPort) -> Bool {
    transport == other.transport && hostPort == other.hostPort
      && (hostAddress == other.hostAddress || isOnAllAddresses || other.isOnAllAddresses)
  }

  /// Whether it answers on every address of the machine, IPv6 ones included.
  package var isOnAllAddresses: Bool { hostAddress == "0.0.0.0" || hostAddress == "::" }

  /// Whether a connection to this address of the machine comes in here.
  func answers(on address: String) -> Bool { isOnAllAddresses || hostAddress == address }

  /// `0.0.0.0:5000`.
  var binding: String {
    hostAddress.contains(":") ? "[\(hostAddress)]:\(hostPort)" : "\(hostAddress):\(hostPort)"
  }
}
