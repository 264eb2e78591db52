import Basics
import Checks
import DockerCLI
import EngineClient
import HTTPClient
import Lessons

/// The machines of a sitting on the learner's own engine: that is the first, every other is a practice machine.
package struct OwnMachines: SittingMachines {
  package let docker: OwnDocker
  private let own: Machine
  private let environment: [String: String]
  private let practice: PracticeMachines?
  private let ledger: OwnLedgerFile
  package let world: any World

  /// Opens the machines: looks at the engine, notes what was there before, opens the others.
  ///
  /// - Parameters:
  ///   - lesson: Its first machine stands for this computer.
  ///   - docker: The learner's docker.
  ///   - folder: Where it is kept what the sitting makes on that engine, and what the others are.
  ///   - socketFolder: Where the others are served.
  ///   - options: For the others, and how the lesson's author's programs run.
  /// - Returns: The machines, the others running as they were left.
  /// - Throws: `OwnDockerFailure` when the engine does not answer.
  package static func open(
    _ lesson: Lesson, docker: OwnDocker, folder: LessonFolder, socketFolder: String,
    options: PracticeMachines.Options
  ) async throws -> OwnMachines {
    let own = lesson.machines.first ?? .start
    let docker = try docker.trusting(
      own.insecureRegistries, in: socketFolder, environment: options.environment)
    let engine = try await OwnEngine.look(docker, environment: options.environment)
    let ledger = try await OwnLedgerFile.open(in: folder, engine: engine.id) {
      try await OwnInventory.look([.containers], with: docker, environment: options.environment)
        .belongings.containers
    }
    var others = options
    // From outside, for what is published on 127.0.0.1 alone is none of another machine's business.
    others.outside = { [name = own.name] in $0 == name ? HostAddresses.outer() ?? "127.0.0.1" : nil }
    others.reachesComputer = false
    let practice =
      lesson.machines.count < 2
      ? nil
      : try await PracticeMachines.open(
        Array(lesson.machines.dropFirst()), stateFolder: folder.machines,
        socketFolder: socketFolder, options: others)
    return OwnMachines(
      docker: docker, own: own, practice: practice, ledger: ledger, links: "\(socketFolder)/links",
      options: options)
  }

  private init(
    docker: OwnDocker, own: Machine, practice: PracticeMachines?, ledger: OwnLedgerFile, links: String,
    options: PracticeMachines.Options
  ) {
    self.docker = docker
    self.own = own
    self.practice = practice
    self.ledger = ledger
    environment = options.environment
    let computer = MachineWorld(
      sockets: [:], engines: [:], docker: options.docker, client: HTTPClient(),
      route: { host, port, _ in await Self.route(host, port, own: own, practice) }, machineFiles: [:],
      writtenFiles: nil, serviceIsStopped: { _ in false }, files: options.files,
      environment: options.environment,
      scripts: options.runsScripts ? ScriptRunner(environment: options.environment, links: links) : nil,
      now: options.now)
    world = OwnWorld(
      own: own.id, docker: docker, environment: options.environment, computer: computer,
      practice: practice?.world, unseen: { ledger.current.unseen })
  }

  package func access(to machine: Machine.ID) -> EngineAccess {
    machine == own.id ? .own(docker) : practice?.access(to: machine) ?? .own(docker)
  }

  package var keepsSteps: Bool { false }

  package func own(_ note: OwnNote) async throws -> OwnReport? {
    switch note {
    case .ask: return OwnReport(ledger: ledger.current, left: [])
    case .made(let made): try ledger.change { $0.made.formUnion(made) }
    case .kept(let kept): try ledger.change { $0.kept.formUnion(kept.subtracting($0.made.containers)) }
    case .survey:
      let now = try await OwnInventory.look(with: docker, environment: environment)
      return OwnReport(ledger: ledger.current, left: now.things(among: ledger.current.made))
    }
    return OwnReport(ledger: ledger.current, left: [])
  }

  package func engine(of machine: Machine.ID) -> DirectEngine? { practice?.engine(of: machine) }

  package func daemonFile(of machine: Machine.ID) -> String? { practice?.daemonFile(of: machine) }

  package func daemonText(of machine: Machine.ID) -> String? { practice?.daemonText(of: machine) }

  package func writeDaemonText(_ text: String?, of machine: Machine.ID) throws {
    if machine != own.id { try practice?.writeDaemonText(text, of: machine) }
  }

  package func service(_ action: ServiceAction, on machine: Machine.ID) async -> ServiceOutcome? {
    machine == own.id ? nil : await practice?.service(action, on: machine)
  }

  package func save(to folder: String) async throws {
    guard let practice else { return try Folders.create(folder) }
    try await practice.save(to: folder)
  }

  package func clear() async throws {
    try await OwnCleaning(docker: docker, environment: environment).remove(ledger.current.ours)
  }

  package func warning(before step: Step) async -> Phrase? {
    guard step.destroys != nil, step.machine == own.id, let what = step.destroys,
      let now = try? await OwnInventory.look([.containers, .images], with: docker, environment: environment)
    else { return nil }
    return OwnWarning(step: step, what: what, now: now, made: ledger.current.ours).phrase
  }

  /// Removes what the sitting has made on the learner's engine, and brings the other machines back.
  package func restore(from folder: String) async throws {
    try await OwnCleaning(docker: docker, environment: environment).remove(ledger.current.made)
    let now = try await OwnInventory.look([.containers], with: docker, environment: environment)
    let left = now.belongings.containers
    try ledger.change { ledger in
      let loaded = ledger.loaded
      ledger = OwnLedger(engine: ledger.engine, former: left)
      ledger.loaded = loaded
    }
    try await practice?.restore(from: folder)
  }

  package func route(host: String, port: Int, from machine: Machine.ID) async -> Route {
    guard machine == own.id else {
      return await practice?.route(host: host, port: port, from: machine) ?? .noSuchHost
    }
    return await Self.route(host, port, own: own, practice)
  }

  /// From this computer only the practice machines need a way of their own.
  private static func route(
    _ host: String, _ port: Int, own: Machine, _ practice: PracticeMachines?
  ) async -> Route {
    if let practice, let machine = practice.machineID(named: host) {
      return await practice.route(host: host, port: port, from: machine)
    }
    let isUnknown = host == own.name && HostAddresses.of(host).isEmpty
    return .reachable(host: isUnknown ? "127.0.0.1" : host, port: port)
  }

  package func close() async { await practice?.close() }
}
