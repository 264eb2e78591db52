import Basics

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

extension Publishing: YAMLScalar {
  static var expected: Phrase {
    Phrase(
      en: "`none`, `any` or a port as for `docker run -p`, such as `\"5000:5000/tcp\"`",
      ja: "`none`、`any`、または `docker run -p` と同じ書き方のポート（`\"5000:5000/tcp\"` など）")
  }

  init?(yaml text: String) {
    switch text {
    case "none": self = .nothing
    case "any": self = .anything
    default:
      guard let port = PortPattern(text) else { return nil }
      self = .port(port)
    }
  }
}

extension PortPattern {
  /// Reads `[ADDRESS:]HOST:CONTAINER[/PROTOCOL]`; nil when it is not of that form.
  package init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    let transport = halves.count == 2 ? String(halves[1]) : "tcp"
    guard let ports = halves.first, halves.count <= 2, ["tcp", "udp", "sctp"].contains(transport) else {
      return nil
    }
    var parts = ports.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let container = Port(parts.removeLast()),
      let host = Port(parts.removeLast())
    else { return nil }
    guard let address = Self.address(parts.joined(separator: ":"), isWritten: !parts.isEmpty) else {
      return nil
    }
    self.init(address: address, host: host.number, container: container.number, transport: transport)
  }

  private static func address(_ text: String, isWritten: Bool) -> Address? {
    switch text {
    case "" where !isWritten, "0.0.0.0", "[::]": .all
    case "*": .whichever
    case "": nil
    default: .only(text)
    }
  }
}

/// One port as authors write it.
private struct Port {
  /// Absent for `*`.
  let number: UInt16?

  init?(_ text: String) {
    number = UInt16(text)
    guard text == "*" || number.map({ $0 > 0 }) == true else { return nil }
  }
}
