import DockerAPI

/// A binding as the learner asked for it: `-p 5000:5000`, `-p 5000`, `-p 127.0.0.1:8000-8010:80`, `-P`.
struct PortRequest: Hashable, Sendable {
  let container: ContainerPort
  /// `0.0.0.0` when the learner named none.
  let hostAddress: String
  /// The acceptable ports, in order; `nil` leaves the choice to the machine.
  let hostPorts: ClosedRange<UInt16>?

  /// Reads one entry of `PortBindings`.
  ///
  /// - Throws: `EngineFault` (400) for a port that is no number or out of range.
  init(container: ContainerPort, hostIP: String, hostPort: String) throws(EngineFault) {
    self.container = container
    hostAddress = hostIP.isEmpty ? "0.0.0.0" : hostIP
    guard !hostPort.isEmpty, hostPort != "0" else {
      hostPorts = nil
      return
    }
    let bounds = hostPort.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
    guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, first > 0, first <= last else {
      throw .badParameter("invalid port specification: \"\(hostPort)\"")
    }
    hostPorts = first...last
  }

  init(exposed: ContainerPort) {
    container = exposed
    hostAddress = "0.0.0.0"
    hostPorts = nil
  }

  /// The ports that may serve this request, best first.
  var candidates: ClosedRange<UInt16> { hostPorts ?? Self.ephemeralPorts }

  /// Whether a taken port ends the search: one fixed port was asked for.
  var isFixed: Bool { hostPorts.map { $0.count == 1 } ?? false }

  /// The one port that can serve it; `nil` when there is a choice.
  var fixedPort: PublishedPort? {
    hostPorts.flatMap { $0.count == 1 ? published(on: $0.lowerBound) : nil }
  }

  func published(on port: UInt16) -> PublishedPort {
    PublishedPort(
      hostAddress: hostAddress, hostPort: port, containerPort: container.number,
      transport: container.transport)
  }

  /// The dynamic ports of RFC 6335, which Docker takes where the system does not say otherwise.
  static let ephemeralPorts: ClosedRange<UInt16> = 49_153...65_535
}

extension PortRequest {
  /// Every port that a container wants published.
  static func all(
    in hostConfig: HostConfig, exposed: [String]
  ) throws(EngineFault) -> [PortRequest] {
    var requests: [PortRequest] = []
    let bindings = hostConfig.portBindings ?? [:]
    for key in bindings.sortedKeys {
      let port = try ContainerPort(parsing: key)
      for binding in (bindings[key] ?? nil) ?? [] {
        requests.append(try PortRequest(container: port, hostIP: binding.hostIP, hostPort: binding.hostPort))
      }
    }
    guard hostConfig.publishesAllPorts else { return requests }
    for key in exposed {
      let port = try ContainerPort(parsing: key)
      if !requests.contains(where: { $0.container == port }) { requests.append(PortRequest(exposed: port)) }
    }
    return requests
  }
}
