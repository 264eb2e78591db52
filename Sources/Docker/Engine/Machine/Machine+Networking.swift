import DockerAPI

extension Machine {
  /// Gives a container its place on each of its networks.
  ///
  /// - Throws: `EngineFault` (404) for a network that does not exist.
  func connectNetworks(of id: String) throws(EngineFault) {
    guard let container = state[container: id] else { return }
    for (index, attachment) in container.attachments.enumerated() {
      guard let network = state.network(named: attachment.network) else {
        throw EngineFault(status: 404, message: "network \(attachment.network) not found")
      }
      let place = try place(attachment, on: network)
      note(id) { $0.attachments[index] = place }
      recordNetwork("connect", network, id)
    }
  }

  /// An attachment with an endpoint and, on a bridge, the lowest free address.
  func place(_ attachment: Attachment, on network: NetworkRecord) throws(EngineFault) -> Attachment {
    var place = attachment
    place.networkID = network.id
    place.endpointID = Identifier.random(chance)
    guard let subnet = network.subnet else { return place }
    guard let address = subnet.freeAddress(taken: state.addresses(on: network)) else {
      throw .system(
        "no available IPv4 addresses on this network's address pools: \(network.name) (\(network.id))")
    }
    place.address = address
    place.prefixLength = subnet.prefixLength
    place.gateway = subnet.gateway
    return place
  }

  /// Takes a container that has ended off its networks; it stays assigned to them.
  func releaseNetworks(of id: String) throws(EngineFault) {
    let attachments = state[container: id]?.attachments ?? []
    try update(id) { container in
      for index in container.attachments.indices { container.attachments[index].release() }
    }
    for attachment in attachments where !attachment.endpointID.isEmpty {
      if let network = state.network(named: attachment.network) { recordNetwork("disconnect", network, id) }
    }
  }

  func recordNetwork(_ action: String, _ network: NetworkRecord, _ container: String) {
    let attributes = ["container": container, "name": network.name, "type": network.driver]
    record(.other("network", action, id: network.id, attributes, at: now()))
  }
}
