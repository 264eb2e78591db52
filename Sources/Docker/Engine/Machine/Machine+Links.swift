import DockerAPI

extension Machine {
  /// The links of a new container on the default network, by the identifiers of the others: names may change.
  ///
  /// - Throws: `EngineFault` (400) for a container that does not exist.
  func linked(_ host: HostConfig) throws(EngineFault) -> [String]? {
    guard let links = host.links, !links.isEmpty else { return host.links }
    // Links of networks that somebody has made are told with the place on the network.
    guard state.network(named: host.networkMode)?.isPredefined ?? (host.networkMode == "default") else {
      return nil
    }
    var identified: [String] = []
    for text in links {
      let link = try ContainerLink(parsing: text)
      guard let other = try? state.container(named: link.container) else {
        throw .badParameter(
          "could not get container for \(link.container): No such container: \(link.container)")
      }
      identified.append("\(other.id):\(link.alias)")
    }
    return identified
  }

  /// Refuses to start a container whose links lead nowhere.
  func requireLinks(of container: Container) throws(EngineFault) {
    for (link, other) in links(of: container) {
      guard other.life.status.isActive else {
        throw .system(
          "Cannot link to a non running container: /\(other.name.text) AS /\(container.name.text)/\(link.alias)"
        )
      }
      guard other.attachments.contains(where: { $0.network == "bridge" }) else {
        throw .system("Cannot link to /\(other.name.text), as it does not belong to the default network")
      }
    }
  }

  private func links(of container: Container) -> [(ContainerLink, Container)] {
    (container.hostConfig.links ?? []).compactMap { text in
      guard let link = try? ContainerLink(parsing: text), let other = state[container: link.container] else {
        return nil
      }
      return (link, other)
    }
  }

  /// The links as an inspection shows them; those of containers that are gone are gone.
  func linkTexts(of container: Container) -> [String]? {
    guard container.hostConfig.links?.isEmpty == false else { return container.hostConfig.links }
    let texts = links(of: container).map { link, other in
      "/\(other.name.text):/\(container.name.text)/\(link.alias)"
    }
    return texts.isEmpty ? nil : texts
  }

  /// The variables that links bring.
  func linkVariables(of container: Container) -> [String] {
    links(of: container).flatMap { link, other in
      Self.address(of: other, on: "bridge")
        .map { link.variables(own: container.name.text, address: $0, other: other.config) } ?? []
    }
  }

  /// The lines of `/etc/hosts` about the containers that a container was linked with on the default network.
  func linkNames(of container: Container) -> String {
    links(of: container).compactMap { link, other -> String? in
      Self.address(of: other, on: "bridge").map {
        Self.line($0, [link.alias, other.shortID, other.name.text])
      }
    }.joined()
  }

  /// The like about those with which it was linked on other networks.
  func placeLinkNames(of container: Container) -> String {
    container.attachments.flatMap { place in
      (place.links ?? []).compactMap { text -> String? in
        guard let link = try? ContainerLink(parsing: text),
          let other = try? state.container(named: link.container),
          let address = Self.address(of: other, on: place.network)
        else { return nil }
        return Self.line(address, [link.alias])
      }
    }.joined()
  }

  private static func address(of container: Container, on network: String) -> String? {
    container.attachments.first { $0.network == network && !$0.address.isEmpty }?.address
  }

  private static func line(_ address: String, _ names: [String]) -> String {
    var known: [String] = []
    for name in names where !known.contains(name) { known.append(name) }
    return "\(address)\t\(known.joined(separator: " "))\n"
  }
}
