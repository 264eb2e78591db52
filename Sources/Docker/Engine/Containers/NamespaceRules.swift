import DockerAPI

/// What Docker refuses because names and ports are of no use in the namespaces of somebody else (moby,
/// `runconfig/hostconfig_unix.go`).
enum NamespaceRules {
  /// - Throws: `EngineFault` (400) for the first conflict.
  static func require(_ config: ContainerConfig, _ host: HostConfig) throws(EngineFault) {
    let conflict = "conflicting options: "
    if let problem = problem(config, host) { throw .badParameter(conflict + problem) }
    guard host.utsMode != "host" || config.hostname.isEmpty else {
      throw .badParameter(conflict + "hostname and the UTS mode")
    }
    guard host.networkMode != "host" || (host.links ?? []).isEmpty else {
      throw .badParameter(conflict + "host type networking can't be used with links. " + undefined)
    }
  }

  private static let undefined = "This would result in undefined behavior"

  private static func problem(_ config: ContainerConfig, _ host: HostConfig) -> String? {
    guard host.sharedNetwork != nil else { return nil }
    if !config.hostname.isEmpty { return "hostname and the network mode" }
    if !(host.links ?? []).isEmpty { return "container type network can't be used with links. " + undefined }
    if host.dns?.isEmpty == false { return "dns and the network mode" }
    if !(host.extraHosts ?? []).isEmpty { return "custom host-to-IP mapping and the network mode" }
    if !(config.macAddress ?? "").isEmpty { return "mac-address and the network mode" }
    if host.portBindings?.isEmpty == false || host.publishesAllPorts {
      return "port publishing and the container type network mode"
    }
    let exposed = config.exposedPorts?.values.isEmpty ?? true
    return exposed ? nil : "port exposing and the container type network mode"
  }
}

extension HostConfig {
  /// Whose network the container is to have: a name or an identifier; `nil` for one of its own.
  var sharedNetwork: String? {
    guard networkMode.hasPrefix("container:") else { return nil }
    return String(networkMode.dropFirst("container:".utf8.count))
  }
}
