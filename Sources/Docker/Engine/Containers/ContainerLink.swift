import DockerAPI

/// An entry of `--link`: another container, and the name that this one gives it.
struct ContainerLink: Hashable, Sendable {
  /// The name of the container, or its identifier once the link is made.
  let container: String
  let alias: String

  /// Reads `container[:alias]`.
  init(parsing text: String) throws(EngineFault) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first, !name.isEmpty else {
      throw .badParameter("empty string specified for links")
    }
    guard parts.count <= 2 else { throw .badParameter("bad format for links: \(text)") }
    container = name
    // What an inspection shows may be given again: /container:/own/alias.
    let last = parts.count > 1 ? parts[1] : name
    alias = last.split(separator: "/").last.map(String.init) ?? last
  }

  /// The variables that the older Docker links bring to the container `own`, in Docker's order.
  func variables(own: String, address: String, other: ContainerConfig) -> [String] {
    let name = alias.uppercased().split(separator: "-", omittingEmptySubsequences: false).joined(
      separator: "_")
    let ports = (other.exposedPorts?.sortedKeys ?? []).compactMap { try? ContainerPort(parsing: $0) }
      .sorted { ($0.number, $0.transport) < ($1.number, $1.transport) }
    var lines: [String] = []
    if let first = ports.first {
      lines.append("\(name)_PORT=\(first.transport)://\(address):\(first.number)")
    }
    for port in ports {
      let prefix = "\(name)_PORT_\(port.number)_\(port.transport.uppercased())"
      lines += [
        "\(prefix)=\(port.transport)://\(address):\(port.number)", "\(prefix)_ADDR=\(address)",
        "\(prefix)_PORT=\(port.number)", "\(prefix)_PROTO=\(port.transport)",
      ]
    }
    lines.append("\(name)_NAME=/\(own)/\(alias)")
    for variable in other.environment ?? [] {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !["HOME", "PATH"].contains(parts[0]) else { continue }
      lines.append("\(name)_ENV_\(parts[0])=\(parts[1])")
    }
    return lines
  }
}
