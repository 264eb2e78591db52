/// Which ports a container offers on its machine.
package enum Publishing: Sendable, Hashable {
  /// No port at all: `none` in YAML.
  case nothing
  /// Some port, whichever: `any` in YAML.
  case anything
  /// This one, among others.
  case port(PortPattern)
}

/// A published port, spelled as for `docker run -p`: `[ADDRESS:]HOST:CONTAINER[/PROTOCOL]`.
///
/// `*` as HOST or CONTAINER means whichever port, as ADDRESS whichever address.
package struct PortPattern: Sendable, Hashable, CustomStringConvertible {
  package let address: Address
  /// The port on the machine; absent means whichever.
  package let host: UInt16?
  /// The port in the container; absent means whichever.
  package let container: UInt16?
  /// `tcp`, `udp` or `sctp`.
  package let transport: String

  package init(address: Address = .all, host: UInt16?, container: UInt16?, transport: String = "tcp") {
    self.address = address
    self.host = host
    self.container = container
    self.transport = transport
  }

  /// Where the port listens.
  package enum Address: Sendable, Hashable {
    /// On every address of the machine (`0.0.0.0`, `::`), as Docker does when none is given.
    case all
    /// On this one address: `127.0.0.1`.
    case only(String)
    /// Wherever it may be.
    case whichever
  }

  package var description: String {
    let prefix =
      switch address {
      case .all: ""
      case .only(let address): "\(address):"
      case .whichever: "*:"
      }
    let host = host.map(String.init) ?? "*"
    let container = container.map(String.init) ?? "*"
    return "\(prefix)\(host):\(container)/\(transport)"
  }
}
