import DockerAPI
import HTTPServer
import Shell

extension Machine {
  /// Opens a container's published ports, all or none.
  ///
  /// - Throws: `EngineFault` (500) in Docker's words for a port that somebody else has.
  func openDoors(of container: Container, program: Program) async throws(EngineFault) -> [any Door] {
    let requests = try requests(of: container, program: program)
    let service = requests.isEmpty ? nil : try await service(of: container, program)
    var doors: [any Door] = []
    do throws(EngineFault) {
      for request in requests {
        let behind = answering(at: request.container.number, of: container, program, service)
        if let door = try await openDoor(request, of: container, behind) { doors.append(door) }
      }
    } catch {
      for door in doors { await door.close() }
      throw error
    }
    let published = (ports.entries[container.id] ?? []).map(\.published)
    note(container.id) { noted in
      if !container.isOnHostNetwork { noted.published = published }
      noted.portNetwork = nil
    }
    return doors
  }

  /// Closes the ports of a container that has left the network on which they were published (libnetwork: they belong to
  /// its endpoint).
  func unpublish(_ container: Container, after attachment: Attachment) async {
    let first = container.attachments.first { state.network(named: $0.network)?.isInternal != true }
    guard attachment.network == container.portNetwork ?? first?.network,
      let doors = running[container.id]?.doors
    else { return }
    running[container.id]?.doors = []
    ports.release(container.id)
    note(container.id) { container in
      container.published = []
      container.portNetwork = ""
    }
    for door in doors { await door.close() }
  }

  /// Publishes them again on a network that the container has joined.
  ///
  /// - Throws: `EngineFault` (500) in Docker's words for a port that somebody else has by now.
  func publishAgain(_ container: Container, on network: NetworkRecord) async throws(EngineFault) {
    guard container.hasLostPorts, !network.isInternal, let started = running[container.id] else { return }
    running[container.id]?.doors += try await openDoors(of: container, program: started.program)
    note(container.id) { $0.portNetwork = network.name }
    if let room = await networkRoom?.value { await openGateways(to: [container.id], in: room) }
  }

  private func answering(
    at port: UInt16, of container: Container, _ program: Program, _ service: ListeningService?
  ) -> Answering {
    switch program {
    case .process: relay(to: port, of: container.id).map { .process($0) } ?? .nobody
    default: service.flatMap { port == program.listeningPort ? .service($0) : nil } ?? .nobody
    }
  }

  /// Opens a container's published ports where the bridges are: containers find them at their gateways, which are the
  /// machine.
  ///
  /// What cannot be opened there is refused there, and nowhere else.
  private func openGateway(to container: Container, _ program: Program, in room: NetworkRoom) async
    -> [any Door]
  {
    let published = (ports.entries[container.id] ?? []).map(\.published)
      .filter { $0.transport == "tcp" && $0.isOnAllAddresses }
    guard !published.isEmpty else { return [] }
    let service = try? await service(of: container, program)
    var doors: [any Door] = []
    for port in published {
      let behind = answering(at: port.containerPort, of: container, program, service)
      guard let descriptor = try? room.listen(on: port.hostPort),
        let door = try? await self.doors.open(listening: descriptor, for: behind)
      else { continue }
      doors.append(door)
    }
    return doors
  }

  /// The same for containers that run, once there are bridges; what is open already stays so.
  func openGateways(to ids: [String], in room: NetworkRoom) async {
    for id in ids {
      guard let container = state[container: id], let started = running[id] else { continue }
      let doors = await openGateway(to: container, started.program, in: room)
      guard running[id]?.run == started.run else {
        for door in doors { await door.close() }
        continue
      }
      running[id]?.doors += doors
    }
  }

  /// What is to be opened: on the host's own network the program's port itself, or what was published before.
  private func requests(of container: Container, program: Program) throws(EngineFault) -> [PortRequest] {
    guard !container.isOnHostNetwork else {
      let port = program.listeningPort.map { ContainerPort(number: $0) }
      return try port.map { port throws(EngineFault) in
        [try PortRequest(container: port, hostIP: "", hostPort: String(port.number))]
      } ?? []
    }
    guard container.attachments.first?.network != "none" else { return [] }
    return try PortRequest.all(
      in: container.hostConfig, exposed: container.config.exposedPorts?.sortedKeys ?? [])
  }

  private func openDoor(
    _ request: PortRequest, of container: Container, _ behind: Answering
  ) async throws(EngineFault) -> (any Door)? {
    let remembered = container.published.first { $0.containerPort == request.container.number }
    let candidates = request.isFixed ? [] : [remembered?.hostPort].compactMap(\.self)
    for port in candidates + Array(request.candidates) {
      let published = request.published(on: port)
      guard !ports.isTaken(published) else {
        guard request.isFixed else { continue }
        // Docker keeps books for each address; that another address has the port as well is found by listening.
        throw portFault(
          container,
          ports.isTakenOnSameAddress(published)
            ? "Bind for \(published.binding) failed: port is already allocated"
            : "Error starting userland proxy: listen tcp4 \(published.binding): bind: address already in use")
      }
      ports.add(PortTable.Entry(published: published, realPort: port), for: container.id)
      guard published.transport == "tcp" else { return nil }
      do throws(DoorFailure) {
        let door = try await doors.open(published, for: behind)
        ports.settle(published, of: container.id, realPort: door.port)
        return door
      } catch {
        ports.remove(published, of: container.id)
        guard error.isTaken, !request.isFixed else {
          throw portFault(container, Self.bindFailure(published, error))
        }
      }
    }
    throw portFault(container, "all ports are allocated")
  }

  private static func bindFailure(_ published: PublishedPort, _ failure: DoorFailure) -> String {
    "Error starting userland proxy: listen tcp4 \(published.binding): bind: \(failure.reason)"
  }

  private func portFault(_ container: Container, _ reason: String) -> EngineFault {
    let endpoint = state[container: container.id]?.attachments.first?.endpointID ?? ""
    return .system(
      "driver failed programming external connectivity on endpoint \(container.name.text) "
        + "(\(endpoint)): \(reason)")
  }
}
