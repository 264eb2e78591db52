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
      var place = try place(attachment, on: network)
      if !network.isPredefined, place.aliases?.contains(container.shortID) != true {
        place.aliases = (place.aliases ?? []) + [container.shortID]
      }
      let settled = place
      note(id) { $0.attachments[index] = settled }
      recordNetwork("connect", network, id)
    }
  }

  /// An attachment with an endpoint and, on a bridge, the lowest free address.
  func place(_ attachment: Attachment, on network: NetworkRecord) throws(EngineFault) -> Attachment {
    var place = attachment
    place.networkID = network.id
    place.endpointID = Identifier.random(chance)
    if place.wishedIPv6Address != nil { throw Self.noIPv6(on: network) }
    if let wish = place.wishedAddress { try requireFree(wish, on: network) }
    guard let subnet = network.subnet else { return place }
    let taken = state.addresses(on: network).union(network.setAside)
    guard
      let address = attachment.wishedAddress
        ?? subnet.freeAddress(
          taken: taken, bridge: network.bridgeAddress, within: network.range)
    else {
      throw .system(
        "no available IPv4 addresses on this network's address pools: \(network.name) (\(network.id))")
    }
    place.address = address
    place.prefixLength = subnet.prefixLength
    place.gateway = network.bridgeAddress
    return place
  }

  private static func noIPv6(on network: NetworkRecord) -> EngineFault {
    .badParameter(
      network.isPredefined
        ? "user specified IP address is supported on user defined networks only"
        : "user specified IP address is supported only when connecting to networks with user configured subnets"
    )
  }

  /// Refuses an address that was asked for and cannot be given.
  private func requireFree(_ address: String, on network: NetworkRecord) throws(EngineFault) {
    guard !network.isPredefined else {
      throw .badParameter("user specified IP address is supported on user defined networks only")
    }
    guard let subnet = network.subnet, network.hasOwnSubnet == true else {
      throw .badParameter(
        "user specified IP address is supported only when connecting to networks with user configured subnets"
      )
    }
    guard let number = IPv4.parse(address), subnet.contains(number) else {
      throw .badParameter("Invalid address \(address): It does not belong to any of this network's subnets")
    }
    let isFree =
      !state.addresses(on: network).contains(address) && !network.setAside.contains(address)
      && !subnet.isReserved(number)
      && address != network.bridgeAddress
    guard isFree else { throw EngineFault(status: 403, message: "Address already in use") }
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
