import Basics
import HTTPServer
import Shell

/// The network of a container whose program this process plays, and what answers in it.
struct PlayedNetwork: Sendable {
  let network: RoomNetwork
  /// `nil` for a program that listens to nobody.
  let server: HTTPServer?

  func close() async {
    await server?.shutdown()
    network.close()
  }
}

extension Machine {
  /// The network of a container whose program is played, made when somebody is there to reach it: a command in the
  /// container, or a process on one of its networks.
  ///
  /// - Returns: `nil` where there can be none, or when the program is a process or does not run.
  func network(ofPlayed id: String, with tools: ContainerTools) async -> RoomNetwork? {
    guard let started = running[id], started.process == nil else { return nil }
    if let known = playedNetworks[id] { return await known.value?.network }
    let making = Task { await makeNetwork(ofPlayed: id, started.program, tools) }
    playedNetworks[id] = making
    return await making.value?.network
  }

  private func makeNetwork(
    ofPlayed id: String, _ program: Program, _ tools: ContainerTools
  ) async -> PlayedNetwork? {
    guard let container = state[container: id] else { return nil }
    let interfaces = container.attachments.compactMap(interface(of:))
    let room = await networkRoom(with: tools)
    let memory = (try? memory(of: container, in: room)) ?? []
    guard let network = await RoomNetwork(interfaces: interfaces, memory: memory, in: room, with: tools)
    else {
      return nil
    }
    await openNames(of: container, in: network)
    return PlayedNetwork(network: network, server: await server(in: network, of: container, program))
  }

  private func server(
    in network: RoomNetwork, of container: Container, _ program: Program
  ) async -> HTTPServer? {
    guard let port = program.listeningPort, let service = try? await service(of: container, program),
      let descriptor = try? network.listen(on: port)
    else { return nil }
    var options = ServerOptions { [now] in now().seconds }
    options.tls = service.tls
    return try? await HTTPServer.start(
      service.inside, at: .listening(descriptor: descriptor), on: loops, options: options)
  }

  /// Lets a container reach those on its networks whose programs are played.
  func openPlayedNetworks(near id: String, with tools: ContainerTools) async {
    guard let container = state[container: id] else { return }
    for other in neighbours(on: container) where running[other.id]?.program.listeningPort != nil {
      _ = await network(ofPlayed: other.id, with: tools)
    }
  }

  /// Lets the processes on a container's networks reach it, if its program is played and there are any.
  func meetProcesses(_ id: String) async {
    guard case .available(let tools, _) = processes, let container = state[container: id],
      running[id]?.program.listeningPort != nil,
      neighbours(on: container).contains(where: { running[$0.id]?.process != nil })
    else { return }
    _ = await network(ofPlayed: id, with: tools)
  }

  private func neighbours(on container: Container) -> [Container] {
    let networks = Set(container.attachments.map(\.network))
    return state.containers.filter { other in
      other.id != container.id && running[other.id] != nil
        && other.attachments.contains { !$0.address.isEmpty && networks.contains($0.network) }
    }
  }

  /// Takes down what answered in a container's own network.
  func closeNetwork(ofPlayed id: String) async {
    services[id] = nil
    endStandIn(of: id)
    await playedNetworks.removeValue(forKey: id)?.value?.close()
  }
}
