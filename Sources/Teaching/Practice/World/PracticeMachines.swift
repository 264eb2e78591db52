import Basics
import Checks
import DockerAPI
import DockerCLI
import Engine
import EngineClient
import HTTPClient
import HTTPServer
import Lessons
import Shell

/// The practice machines of a sitting: engines in this process.
package struct PracticeMachines: SittingMachines {
  private let neighbourhood: Neighbourhood
  private let machines: [Lessons.Machine]
  private let sockets: [Lessons.Machine.ID: String]
  private let reachesComputer: Bool
  /// Whether a learner's own programs find each machine's ports where a real one has them.
  private let hasNetworks: Bool
  private let daemonFiles: (any DaemonFiles)?
  package let world: any World

  /// What practice machines need besides the lesson.
  package struct Options: Sendable {
    /// The image layout that new machines and the bundled hub take their images from.
    package let bundledImages: String
    package let ports: PortPolicy
    package let language: Language
    package let environment: [String: String]
    package let docker: BundledDocker
    /// Whether programs of the lesson's author may run.
    package var runsScripts = false
    /// Whether the first machine also reaches what other programs of this computer serve.
    package var reachesComputer = true
    /// Which real host a name means that is no machine of the sitting; `nil` for what it says.
    package var outside: @Sendable (_ host: String) -> String? = { _ in nil }
    package var folders: any HostFolders = OwnFolders()
    package var files: any LearnerFiles
    /// Where the machines' daemon.json lie for those who write them, when that is not where the engines read them.
    package var daemonFiles: (any DaemonFiles)?
    package var now: @Sendable () -> Timestamp = { .now() }
    package var chance = Chance()
    /// The bundled images, when they have been read before.
    package var images: BundledImages?
    /// The machines' own networks, if they are not to share this computer's ports.
    package var networks: MachineNetworks?
    /// Whether containers run real processes.
    package var processes = ProcessSupport.found()
    /// Whether the machines are to outlive this process.
    package var isKept = true
    /// The threads to wait on for connections; the machines start their own without them.
    package var loops: ServerLoops?

    package init(
      bundledImages: String, ports: PortPolicy, language: Language, environment: [String: String],
      docker: @escaping BundledDocker = { await DockerCommandLine.run(arguments: $0, environment: $1) }
    ) {
      self.bundledImages = bundledImages
      self.ports = ports
      self.language = language
      self.environment = environment
      self.docker = docker
      files = OwnLearnerFiles(environment: environment)
    }
  }

  /// Opens the machines a lesson asks for and serves each on a socket of its own.
  package static func open(
    _ lesson: Lesson, stateFolder: String, socketFolder: String, options: Options
  ) async throws -> PracticeMachines {
    try await open(
      lesson.machines, stateFolder: stateFolder, socketFolder: socketFolder, options: options)
  }

  /// Opens some machines of a lesson and serves each on a socket of its own.
  package static func open(
    _ machines: [Lessons.Machine], stateFolder: String, socketFolder: String, options: Options
  ) async throws -> PracticeMachines {
    let neighbourhood = try await Neighbourhood.open(
      root: stateFolder,
      machines: machines.map {
        MachineSpecification(name: $0.name, images: $0.images, insecureRegistries: $0.insecureRegistries)
      },
      bundledImages: try options.images ?? BundledImages(folder: options.bundledImages), ports: options.ports,
      hidesReservedPorts: true, language: options.language,
      now: options.now, chance: options.chance, folders: options.folders,
      processes: options.processes,
      isKept: options.isKept, outside: options.outside, networks: options.networks, loops: options.loops)
    var sockets: [Lessons.Machine.ID: String] = [:]
    do {
      for (machine, engine) in zip(machines, neighbourhood.machines) {
        let socket = "\(socketFolder)/\(machine.id).sock"
        try await engine.serve(socket: socket)
        sockets[machine.id] = socket
      }
    } catch {
      await neighbourhood.close()
      throw error
    }
    for (machine, engine) in zip(machines, neighbourhood.machines) {
      try options.daemonFiles?.write(FileBytes.readIfPresent(engine.daemonFile), of: machine.id)
    }
    return PracticeMachines(
      neighbourhood: neighbourhood, machines: machines, sockets: sockets, stateFolder: stateFolder,
      links: "\(socketFolder)/links", options: options)
  }

  private init(
    neighbourhood: Neighbourhood, machines: [Lessons.Machine], sockets: [Lessons.Machine.ID: String],
    stateFolder: String, links: String, options: Options
  ) {
    self.neighbourhood = neighbourhood
    self.machines = machines
    self.sockets = sockets
    let reachesComputer = options.reachesComputer
    self.reachesComputer = reachesComputer
    hasNetworks = options.networks != nil
    daemonFiles = options.daemonFiles
    let machineFiles = zip(machines, neighbourhood.machines).map { machine, engine in
      (machine.id, [FileEntry.daemonFile: engine.daemonFile])
    }
    let engines = Dictionary(uniqueKeysWithValues: zip(machines.map(\.id), neighbourhood.machines))
    world = MachineWorld(
      sockets: sockets,
      engines: Dictionary(
        uniqueKeysWithValues: zip(machines, neighbourhood.machines).map { ($0.id, DirectEngine($1)) }),
      docker: options.docker, client: HTTPClient(),
      route: {
        await Self.route(
          host: $0, port: $1, from: $2, among: machines, in: neighbourhood, reachesComputer: reachesComputer)
      },
      machineFiles: Dictionary(uniqueKeysWithValues: machineFiles), writtenFiles: options.daemonFiles,
      serviceIsStopped: { await engines[$0]?.daemonStatus.isRunning == false }, files: options.files,
      environment: options.environment,
      scripts: options.runsScripts ? ScriptRunner(environment: options.environment, links: links) : nil,
      now: options.now)
  }

  package func access(to machine: Lessons.Machine.ID) -> EngineAccess {
    .practice(socket: socket(of: machine))
  }

  /// The path of the unix socket of a machine's Docker Engine API.
  package func socket(of machine: Lessons.Machine.ID) -> String { sockets[machine] ?? "" }

  package var reachedBound: ContainerBounds.Kind? {
    get async {
      for machine in neighbourhood.machines {
        if let kind = await machine.reachedBound { return kind }
      }
      return nil
    }
  }

  package var lackedPackages: [String] {
    get async {
      for machine in neighbourhood.machines {
        let packages = await machine.lackedPackages
        if !packages.isEmpty { return packages }
      }
      return []
    }
  }

  package func engine(of machine: Lessons.Machine.ID) -> DirectEngine? {
    engine(machine).map(DirectEngine.init)
  }

  /// The machine that the others call by this host name.
  func machineID(named host: String) -> Lessons.Machine.ID? { machines.first { $0.name == host }?.id }

  package func daemonFile(of machine: Lessons.Machine.ID) -> String? {
    daemonFiles?.path(of: machine) ?? engine(machine)?.daemonFile
  }

  package func daemonText(of machine: Lessons.Machine.ID) -> String? {
    (try? daemonBytes(of: machine)).flatMap(\.self).map { String(decoding: $0, as: UTF8.self) }
  }

  private func daemonBytes(of machine: Lessons.Machine.ID) throws -> [UInt8]? {
    if let daemonFiles { return try daemonFiles.read(of: machine) }
    return try engine(machine).flatMap { try FileBytes.readIfPresent($0.daemonFile) }
  }

  package func writeDaemonText(_ text: String?, of machine: Lessons.Machine.ID) throws {
    let bytes = text.map { Array($0.utf8) }
    if let daemonFiles { return try daemonFiles.write(bytes, of: machine) }
    try engine(machine)?.writeDaemonFile(bytes)
  }

  package func service(_ action: ServiceAction, on machine: Lessons.Machine.ID) async -> ServiceOutcome? {
    guard let engine = engine(machine) else { return nil }
    var hasFailed = false
    do {
      try hand(overTo: machine)
      switch action {
      case .start: try await engine.startDaemon()
      case .stop: try await engine.stopDaemon()
      case .restart: try await engine.restartDaemon()
      case .reload: try await engine.reloadDaemon()
      case .status, .isActive, .journal: break
      }
    } catch {
      hasFailed = true
    }
    let status = await engine.daemonStatus
    let lines = action == .journal ? await engine.daemonLog : nil
    return ServiceOutcome(
      hasFailed: hasFailed, isRunning: status.isRunning, failure: status.failure, since: status.since.seconds,
      journal: lines?.map { JournalLine(seconds: $0.time.seconds, source: $0.source, text: $0.text) },
      host: engine.name)
  }

  /// Lets an engine read what was written where it does not look.
  private func hand(overTo machine: Lessons.Machine.ID) throws {
    guard let daemonFiles else { return }
    try engine(machine)?.writeDaemonFile(daemonFiles.read(of: machine))
  }

  /// How often a machine has changed since it was opened.
  package func changes(of machine: Lessons.Machine.ID) -> Int { engine(machine)?.changes.current ?? 0 }

  /// How often all machines together have changed.
  package var changes: Int { neighbourhood.machines.reduce(0) { $0 + $1.changes.current } }

  private func engine(_ id: Lessons.Machine.ID) -> Engine.Machine? {
    machines.firstIndex { $0.id == id }.map { neighbourhood.machines[$0] }
  }

  package func save(to folder: String) async throws {
    let incoming = "\(folder).incoming"
    for leftover in [incoming, "\(folder).outgoing"] { await remove(leftover) }
    do {
      try Folders.create(incoming)
      for machine in machines { try hand(overTo: machine.id) }
      for machine in neighbourhood.machines {
        try await machine.snapshot(to: "\(incoming)/\(machine.name)")
      }
      try Folders.replace(folder, with: incoming)
      await remove("\(folder).outgoing")
    } catch {
      // Half a snapshot is of no use and takes room that may be what is missing.
      await remove(incoming)
      throw error
    }
  }

  /// Removes a folder with copies of machines, in which users of containers can have something.
  private func remove(_ folder: String) async { await neighbourhood.machines.first?.removeFiles(at: folder) }

  package func restore(from folder: String) async throws {
    for machine in neighbourhood.machines {
      try await machine.restore(from: "\(folder)/\(machine.name)")
    }
    for machine in machines {
      try daemonFiles?.write(
        engine(machine.id).flatMap { try FileBytes.readIfPresent($0.daemonFile) }, of: machine.id)
    }
  }

  package func route(host: String, port: Int, from machine: Lessons.Machine.ID) async -> Route {
    guard !hasNetworks else { return .reachable(host: host, port: port) }
    return await Self.route(
      host: host, port: port, from: machine, among: machines, in: neighbourhood,
      reachesComputer: reachesComputer)
  }

  package func close() async {
    await neighbourhood.close()
  }

  // The first machine stands for this computer: what it does not publish may still be a program of the computer's,
  // which is what the learner meets when port 5000 is taken.
  private static func route(
    host: String, port: Int, from id: Lessons.Machine.ID, among machines: [Lessons.Machine],
    in neighbourhood: Neighbourhood, reachesComputer: Bool
  ) async -> Route {
    guard let machine = machines.first(where: { $0.id == id }) else { return .noSuchHost }
    let isFirst = machine.id == machines.first?.id
    switch await neighbourhood.endpoint(host: host, port: port, from: machine.name) {
    case .reachable(let host, let port): return .reachable(host: host, port: port)
    case .noSuchHost: return .noSuchHost
    case .refused:
      let isOther = machines.dropFirst().contains { $0.name == host }
      return reachesComputer && isFirst && !isOther ? .reachable(host: host, port: port) : .refused
    }
  }
}
