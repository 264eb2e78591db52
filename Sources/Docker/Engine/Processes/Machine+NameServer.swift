import Shell
import Synchronization

/// The name server of a container, once its network is there.
final class NameServerPlace: Sendable {
  private let server = Mutex<RoomNameServer?>(nil)

  /// Lets a machine answer in the network of a room; on a thread that may wait.
  func open(for process: Int32, _ machine: Machine, _ container: String) {
    let made = RoomNameServer(for: process) { [weak machine] question in
      await machine?.answer(question, of: container) ?? question.reply(addresses: nil)
    }
    server.withLock { $0 = made }
    if made == nil { Task { await machine.goOnWithoutNameServer(container) } }
  }
}

extension Machine {
  /// What Docker's name server says in a container: the containers on its own networks, and nobody else.
  func answer(_ question: NameQuestion, of id: String) -> [UInt8] {
    guard let container = state[container: id] else { return question.reply(addresses: nil) }
    let known = (placeLinkNames(of: container) + neighbours(of: container)).split(separator: "\n").map {
      line in
      line.split(whereSeparator: { $0 == "\t" || $0 == " " }).map(String.init)
    }
    if let address = question.address {
      let line = known.first { $0.first == address }
      let network = container.attachments.first { state.network(named: $0.network)?.isPredefined == false }
      let name = line.flatMap { $0.dropFirst().first }.map { "\($0).\(network?.network ?? "")" }
      return question.reply(name: name)
    }
    var addresses: [String] = []
    let wanted = question.name
    for line in known where line.dropFirst().contains(where: { $0.lowercased() == wanted }) {
      if let address = line.first, !addresses.contains(address) { addresses.append(address) }
    }
    return question.reply(addresses: addresses.isEmpty ? nil : addresses)
  }

  /// Lets the name server answer in a network that is there already.
  func openNames(of container: Container, in network: RoomNetwork) async {
    guard hasNameServer(container) else { return }
    let (place, id, process) = (NameServerPlace(), container.id, network.process)
    nameServers[id] = place
    await Task.detached { place.open(for: process, self, id) }.value
  }

  /// Lets the name server answer in a container that has just joined the first of its networks with names.
  ///
  /// As in Docker, the container's `resolv.conf` names it from then on, and it stays when the network is left again.
  func openNames(of id: String, in process: Int32) async {
    guard nameServers[id] == nil, let container = state[container: id], hasNameServer(container) else {
      return
    }
    let place = NameServerPlace()
    nameServers[id] = place
    await Task.detached { place.open(for: process, self, id) }.value
    guard nameServers[id] != nil, running[id] != nil else { return }
    // On a full disk a container keeps the names that it knew.
    try? writeNameServers(of: container)
  }

  /// Writes into a container's `/etc/hosts` what nobody answers there.
  func goOnWithoutNameServer(_ id: String) {
    nameServers[id] = nil
    guard running[id] != nil, let container = state[container: id] else { return }
    // On a full disk a container keeps the names that it knew.
    try? writeOwnFiles(of: container)
  }

  /// Whether a container asks for the names of others, and does not find them in its `/etc/hosts`.
  func asksForNames(_ container: Container) -> Bool {
    running[container.id] == nil ? hasNameServer(container) : nameServers[container.id] != nil
  }

  /// Whether Docker's name server answers in a container.
  func hasNameServer(_ container: Container) -> Bool {
    container.attachments.contains { state.network(named: $0.network)?.isPredefined == false }
  }
}
