import Basics
import DockerAPI
import Shell

extension Machine {
  /// Where the networks of containers meet, made when it is first needed.
  func networkRoom(with tools: ContainerTools) async -> NetworkRoom? {
    if let networkRoom { return await networkRoom.value }
    let making = Task { await NetworkRoom(with: tools) }
    networkRoom = making
    let room = await making.value
    if let room {
      await openGateways(to: Array(running.keys), in: room)
      if let hands = room.owners.hands { sweep(with: hands) }
    }
    return room
  }

  /// The network card that an attachment is in the container; `nil` while it has no address.
  func interface(of attachment: Attachment) -> ContainerRoom.Interface? {
    guard !attachment.address.isEmpty, let network = state.network(named: attachment.network) else {
      return nil
    }
    return ContainerRoom.Interface(
      bridge: network.isPredefined ? "docker0" : "br-\(network.id.prefix(12))",
      gateway: network.bridgeAddress, address: attachment.address,
      prefixLength: attachment.prefixLength, hardwareAddress: IPv4.hardwareAddress(of: attachment.address),
      leadsOut: !network.isInternal)
  }

  /// Connects a container that runs with one more network.
  func plug(_ attachment: Attachment, into container: Container) {
    guard case .available(let tools, _) = processes, let interface = interface(of: attachment) else { return }
    let place = container.attachments.count { !$0.address.isEmpty }
    Task {
      let played = await playedNetworks[container.id]?.value?.network.process
      if let process = running[container.id]?.process?.process ?? played {
        await networkRoom?.value?.attach([interface], to: process, first: place)
        await openNames(of: container.id, in: process)
      }
      await meetProcesses(container.id)
      if played == nil { await openPlayedNetworks(near: container.id, with: tools) }
      spreadNames(of: container.id)
    }
  }

  /// Takes a container that runs off a network.
  func unplug(_ attachment: Attachment, from container: Container) {
    let isThere = running[container.id]?.process != nil || playedNetworks[container.id] != nil
    guard isThere, let interface = interface(of: attachment), let networkRoom else { return }
    Task {
      let room = await networkRoom.value
      room?.detach(interface)
      let played = await playedNetworks[container.id]?.value?.network.process
      if let process = running[container.id]?.process?.process ?? played {
        room?.route(
          process, through: (state[container: container.id]?.attachments ?? []).compactMap(interface(of:)))
      }
      spreadNames(of: container.id)
    }
  }

  // MARK: Names

  /// Lets the containers on a container's networks know who is there now.
  ///
  /// Where nobody can answer such questions as Docker's name server does, the answers stand in `/etc/hosts`.
  func spreadNames(of id: String) {
    let networks = Set(state[container: id]?.attachments.map(\.network) ?? [])
    for (near, program) in running where program.process != nil {
      guard let container = state[container: near] else { continue }
      let isNear = container.attachments.contains { networks.contains($0.network) }
      // On a full disk a container keeps the names that it knew.
      if isNear || container.id == id { try? writeOwnFiles(of: container) }
    }
  }

  /// The containers that a container can reach by name, itself among them: on networks that somebody has made.
  func neighbours(of container: Container) -> String {
    let own = container.attachments.filter { attachment in
      !attachment.address.isEmpty && state.network(named: attachment.network)?.isPredefined == false
    }
    return own.flatMap { attachment in
      state.containers.compactMap { other -> String? in
        guard running[other.id] != nil || other.id == container.id,
          let place = other.attachments.first(where: { $0.network == attachment.network }),
          !place.address.isEmpty
        else { return nil }
        var names = [other.name.text]
        for alias in (place.aliases ?? []) + [other.shortID] where !names.contains(alias) {
          names.append(alias)
        }
        return "\(place.address)\t\(names.joined(separator: " "))\n"
      }
    }.joined()
  }
}
