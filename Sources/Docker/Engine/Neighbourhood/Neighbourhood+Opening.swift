import Basics
import DockerAPI
import HTTPServer

extension Neighbourhood {
  /// Opens the machines of a sitting, new ones with what their specification says, known ones as they were left.
  ///
  /// - Parameters:
  ///   - root: The folder that holds the machines, a folder for each.
  ///   - machines: The machines, the one where the lesson starts first.
  ///   - bundledImages: The images that "Docker Hub" and new machines take their images from.
  ///   - ports: Where published ports listen.
  ///   - hidesReservedPorts: Whether one that this process may not open is published where only `endpoint` leads to it.
  ///   - language: The language of sentences that are not Docker's own.
  ///   - now: The clock.
  ///   - chance: What identifiers and names are drawn from.
  ///   - folders: The folders of this computer that containers may mount.
  ///   - processes: Whether containers run real processes.
  ///   - isKept: Whether the machines are to outlive this process; without it nothing can be opened again.
  ///   - reachesComputer: Whether loopback names lead to this computer's own ports where no container publishes one.
  ///   - outside: Which real host a name means that is no machine of the sitting; `nil` for what it says.
  ///   - networks: The machines' own networks, if they are not to share this computer's ports.
  ///   - shared: The threads to wait on for connections; the machines start their own without them.
  /// - Returns: The machines, running as they were left; they serve no API yet.
  /// - Throws: A `UserFacingError` or an `EngineFault` when a machine cannot be read or made.
  package static func open(
    root: String, machines: [MachineSpecification], bundledImages: BundledImages, ports: PortPolicy,
    hidesReservedPorts: Bool = false, language: Language = .english,
    now: @escaping @Sendable () -> Timestamp = { .now() },
    chance: Chance = Chance(), folders: any HostFolders = OwnFolders(),
    processes: ProcessSupport = .found(),
    isKept: Bool = true, reachesComputer: Bool = false,
    outside: @escaping @Sendable (String) -> String? = { _ in nil },
    networks: MachineNetworks? = nil, loops shared: ServerLoops? = nil
  ) async throws -> Neighbourhood {
    let loops = shared ?? ServerLoops()
    var doors = HTTPDoors(policy: ports, loops: loops, language: language, now: now)
    doors.hidesReserved = hidesReservedPorts
    let contents = try await MachineContent.read(
      machines.map { MachineFolder(path: "\(root)/\($0.name)") }, isKept: isKept, now: now)
    var opened: [Machine] = []
    for (index, (specification, content)) in zip(machines, contents).enumerated() {
      if content.state == nil { try await content.images.preload(specification.images, from: bundledImages) }
      var own = doors
      own.places = networks?.places(of: specification.name)
      let parts = Machine.Parts(
        name: specification.name, address: "192.0.2.\(index + 1)", doors: own, loops: loops,
        language: language, now: now, chance: chance, hostFolders: folders, processes: processes)
      opened.append(
        try Machine(
          content, parts: parts,
          initially: DaemonConfiguration(insecureRegistries: specification.insecureRegistries)))
    }
    let hub = HubServer(bundle: bundledImages, loops: loops) { now().seconds }
    let neighbourhood = Neighbourhood(
      machines: opened, hub: hub, ownLoops: shared == nil ? loops : nil, reachesComputer: reachesComputer,
      outside: outside)
    await neighbourhood.openImages(bundle: bundledImages, hub: hub, language: language)
    for machine in opened { await machine.resume() }
    return neighbourhood
  }
}
