import Lessons

/// A container as Docker's list showed it.
package struct ContainerSighting: Sendable, Hashable, Codable {
  package let machine: Machine.ID
  package let id: String
  package let name: String
  /// The image as the list names it: as it was given to `docker run`, or an id when that name is gone.
  package let image: String
  /// Docker's word, such as `running`.
  package let state: String
  /// The ports that lead to it, or would if it were running; absent while nobody has looked that up.
  package var ports: [PublishedPort]?
  /// What stands after the image in `docker run`; absent while nobody has looked that up.
  package var command: [String]?
  package var labels: [String: String]
  /// Absent while nobody has looked that up.
  package var mounts: [MountSighting]?
}

/// One address and port of the machine that leads to a port of a container.
package struct PublishedPort: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Empty, `0.0.0.0` and `::` mean every address.
  package let address: String
  /// Absent where the machine chooses the port when the container starts.
  package let host: UInt16?
  package let container: UInt16
  package let transport: String

  var isOnAllAddresses: Bool { ["", "0.0.0.0", "::", "[::]", "*"].contains(address) }

  /// As for `docker run -p`, without the address where it is every one.
  package var description: String {
    let prefix = isOnAllAddresses ? "" : "\(address):"
    return "\(prefix)\(host.map(String.init) ?? "*"):\(container)/\(transport)"
  }
}

/// Something of the machine that a container sees in its own file system.
package struct MountSighting: Sendable, Hashable, Codable {
  /// A volume's name, or a path of the machine.
  package let source: String
  package let destination: String
}
