import Basics
import DockerAPI

/// Everything about a machine that outlives its process, apart from images, volumes' content and logs.
struct MachineState: Codable, Sendable {
  /// The identifier that `docker info` shows.
  let id: String
  /// In the order of their creation.
  var containers = KeptList<Container>()
  var volumes = KeptList<VolumeRecord>()
  var networks: KeptList<NetworkRecord>
  /// `nil` in a state that was written before the service could be stopped.
  var daemon: DaemonRecord? {
    didSet { isDaemonSaved = false }
  }
  private var isDaemonSaved = true

  private enum CodingKeys: CodingKey {
    case id, containers, volumes, networks, daemon
  }

  init(at now: Timestamp, chance: Chance) {
    id = Self.engineID(chance)
    networks = KeptList(NetworkRecord.predefined(at: now, chance: chance))
  }

  /// Twelve groups of four, as Docker writes the identifier of an engine.
  private static func engineID(_ chance: Chance) -> String {
    var generator = chance
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let groups = (0..<12).map { _ in
      String((0..<4).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
    }
    return groups.joined(separator: ":")
  }

  /// The container of an identifier; what is set must have been there, or nothing happens.
  subscript(container id: String) -> Container? {
    get { containers[id] }
    set { if containers[id] != nil { containers[id] = newValue } }
  }

  /// The container of that identifier, name or start of an identifier, looked for in this order.
  ///
  /// - Throws: `EngineFault`: 404, or 500 when the start of an identifier means several.
  func container(named name: String) throws(EngineFault) -> Container {
    guard !name.isEmpty else { throw .badParameter("invalid name or ID supplied: \"\"") }
    let bare = name.hasPrefix("/") ? String(name.dropFirst()) : name
    let exact = self[container: name] ?? containers.first { $0.name.text == bare }
    if let exact { return exact }
    let matches = name.isEmpty ? [] : containers.filter { $0.id.hasPrefix(name) }
    guard let first = matches.first else { throw .noSuchContainer(name) }
    guard matches.count == 1 else { throw .ambiguousPrefix(name) }
    return first
  }

  func volume(named name: String) -> VolumeRecord? {
    volumes.first { $0.name == name }
  }

  /// The containers, in any state, that mount a volume.
  func containers(using volume: String) -> [Container] {
    containers.filter { container in container.mounts.contains { $0.name == volume } }
  }

  func network(named name: String) -> NetworkRecord? {
    let exact = networks.first { $0.name == name } ?? networks.first { $0.id == name }
    if let exact { return exact }
    let matches = name.isEmpty ? [] : networks.filter { $0.id.hasPrefix(name) }
    return matches.count == 1 ? matches[0] : nil
  }

  /// Addresses that containers hold on a network.
  func addresses(on network: NetworkRecord) -> Set<String> {
    Set(containers.flatMap(\.attachments).filter { $0.networkID == network.id }.map(\.address))
  }

  /// The containers that are on a network now, as its inspection shows them.
  func members(of network: NetworkRecord) -> SortedMap<NetworkMember> {
    var members: SortedMap<NetworkMember> = [:]
    for container in containers {
      for place in container.attachments where place.networkID == network.id && !place.endpointID.isEmpty {
        let isAddressed = !place.address.isEmpty
        members[container.id] = NetworkMember(
          name: container.name.text, endpointID: place.endpointID,
          macAddress: isAddressed ? IPv4.hardwareAddress(of: place.address) : "",
          ipv4Address: isAddressed ? "\(place.address)/\(place.prefixLength)" : "")
      }
    }
    return members
  }
}

// MARK: Changes

extension MachineState {
  /// What has changed since the state was last saved; `nil` for nothing.
  func change() throws -> JSONValue? {
    var members: [(String, JSONValue?)] = [
      ("containers", try containers.change()), ("volumes", try volumes.change()),
      ("networks", try networks.change()),
    ]
    if !isDaemonSaved { members.append(("daemon", try JSONValue(encoding: daemon))) }
    let changed = members.compactMap { key, value in value.map { (key, $0) } }
    return changed.isEmpty ? nil : .object(JSONObject(changed))
  }

  /// Makes a change again that was made before.
  mutating func apply(_ change: JSONValue) throws {
    try containers.apply(change["containers"])
    try volumes.apply(change["volumes"])
    try networks.apply(change["networks"])
    if let record = change["daemon"] { daemon = record == .null ? nil : try record.decoded() }
    isDaemonSaved = true
  }

  mutating func markSaved() {
    containers.markSaved()
    volumes.markSaved()
    networks.markSaved()
    isDaemonSaved = true
  }
}

extension Container: Keyed {
  var key: String { id }
}

extension VolumeRecord: Keyed {
  var key: String { name }
}

extension NetworkRecord: Keyed {
  var key: String { id }
}
