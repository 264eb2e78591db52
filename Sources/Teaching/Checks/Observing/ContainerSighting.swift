import DockerCLI
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
  package var ports: [PortSighting]?
  /// What stands after the image in `docker run`; absent while nobody has looked that up.
  package var command: [String]?
  package let labels: [String: String]
  /// Absent while nobody has looked that up.
  package var mounts: [MountSighting]?
}

extension ContainerSighting {
  /// The list tells the ports of running containers only.
  init(_ row: ListedContainer, on machine: Machine.ID) {
    let isUp = ["running", "paused", "restarting"].contains(row.state)
    self.init(
      machine: machine, id: row.id, name: row.names.first ?? "", image: row.image,
      // Podman's word for a container that was never started.
      state: row.state == "configured" ? "created" : row.state,
      ports: isUp ? row.ports.compactMap(PortSighting.init) : nil, labels: row.labels)
  }

  /// The sighting with what only an inspection tells.
  func completed(by details: InspectedContainer) -> Self {
    var sighting = self
    sighting.ports = ports ?? details.ports.compactMap(PortSighting.init)
    sighting.command = details.command
    sighting.mounts = details.mounts.map {
      MountSighting(source: $0.name ?? $0.source, destination: $0.destination)
    }
    return sighting
  }
}

/// One address and port of the machine that leads to a port of a container.
package struct PortSighting: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Empty, `0.0.0.0` and `::` mean every address.
  package let address: String
  /// Absent where the machine chooses the port when the container starts.
  package let host: UInt16?
  package let container: UInt16
  package let transport: String

  var isOnAllAddresses: Bool { ["", "0.0.0.0", "::", "*"].contains(address) }

  /// As for `docker run -p`, without the address where it is every one.
  package var description: String {
    let prefix = isOnAllAddresses ? "" : "\(address):"
    return "\(prefix)\(host.map(String.init) ?? "*"):\(container)/\(transport)"
  }
}

extension PortSighting {
  /// Absent for a port that is only exposed: it leads nowhere.
  init?(_ port: PublishedPort) {
    guard let address = port.hostIP, let container = UInt16(exactly: port.containerPort) else { return nil }
    let host = port.hostPort.flatMap { UInt16(exactly: $0) }
    self.init(
      address: address, host: host == 0 ? nil : host, container: container, transport: port.transport)
  }
}

/// Something of the machine that a container sees in its own file system.
package struct MountSighting: Sendable, Hashable, Codable {
  /// A volume's name, or a path of the machine.
  package let source: String
  package let destination: String
}
