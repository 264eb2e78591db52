import Basics
import DockerAPI
import HTTPServer
import Shell

/// A practice machine: a Docker Engine with its images, containers, volumes and networks.
///
/// Every change is on disk before its caller hears of it. A machine that is opened again goes on like a paused
/// computer: containers that ran are running, with the identifiers, ports and start times they had.
package actor Machine {
  /// The machine's host name.
  package nonisolated let name: String
  /// The address by which the other machines reach it; only shown, never connected to.
  package nonisolated let address: String
  package nonisolated let events: EventFeed
  package nonisolated let images: ImageStore
  package nonisolated let changes: ChangeCounter
  nonisolated let folder: MachineFolder
  nonisolated let doors: any DoorOpening
  nonisolated let loops: ServerLoops
  nonisolated let language: Language
  nonisolated let now: @Sendable () -> Timestamp
  nonisolated let chance: Chance
  nonisolated let hostFolders: any HostFolders
  nonisolated let processes: ProcessSupport
  private var stateFile: StateFile

  private(set) var state: MachineState
  package internal(set) var configuration: DaemonConfiguration
  /// The published ports that are open now.
  package internal(set) var ports = PortTable()
  var running: [String: RunningProgram] = [:]
  /// The socket on which the API is served, or is again when the service runs; `nil` while it is not.
  package internal(set) var socketPath: String?
  var server: HTTPServer?
  var router: EngineRouter?
  var imageRoutes: [Route] = []
  /// Starts so far; tells one run of a container from the next.
  var runs = 0
  /// Containers whose start is under way.
  var starting: Set<String> = []
  /// Processes that were over before their start had been written down, by their containers.
  var earlyEnds: [String: (run: Int, exitCode: Int)] = [:]
  /// The terminal sizes that were told before their containers ran.
  var sizes: [String: WindowSize] = [:]
  /// Those who wait for a container to run.
  var startListeners: [String: [AsyncStream<Void>.Continuation]] = [:]
  /// Commands in containers, those that ended not long ago too.
  var execs: [String: Exec] = [:]
  /// Where the networks of containers meet, once it has been asked for; `nil` inside where there can be none.
  var networkRoom: Task<NetworkRoom?, Never>?
  /// What answers behind the ports of containers whose programs this process plays.
  var services: [String: ListeningService] = [:]
  /// The networks of those of them that somebody can reach.
  var playedNetworks: [String: Task<PlayedNetwork?, Never>] = [:]
  /// What stands in their containers for such programs, where somebody has looked; and what is just being made.
  var standIns: [String: LiveChild] = [:]
  var standInsInMaking: [String: Task<LiveChild?, Never>] = [:]
  /// What answers for names in the networks of containers.
  var nameServers: [String: NameServerPlace] = [:]
  /// What keeps the memory file systems of processes that run.
  var keepers: [String: RoomNetwork] = [:]
  /// What the checks of containers have found; of those that ended, what they found last.
  var healths: [String: HealthRecord] = [:]
  var healthWatches: [String: Task<Void, Never>] = [:]
  var memoryWatches: [String: MemoryWatch] = [:]
  var boundsWatch: Task<Void, Never>?
  /// The bound that the processes of all containers have reached together, if they ever did.
  package internal(set) var reachedBound: ContainerBounds.Kind?
  /// The packages for want of which some program was not run in a container.
  package internal(set) var lackedPackages: [String] = []
  /// What this computer lends to containers, once it has been asked for.
  var lentPrograms: LentPrograms?
  var logs: [String: LogStore] = [:]
  var waiters: [Waiter] = []
  /// The network that was given last to somebody who did not choose one.
  var lastPool: Subnet?
  /// Starts that wait for the delay of a restart rule.
  var restarts: [String: Task<Void, Never>] = [:]

  /// What a machine is made of besides what its folder holds.
  struct Parts: Sendable {
    let name: String
    let address: String
    let doors: any DoorOpening
    let loops: ServerLoops
    let language: Language
    let now: @Sendable () -> Timestamp
    let chance: Chance
    let hostFolders: any HostFolders
    let processes: ProcessSupport
  }

  /// Opens a machine; its containers do not run yet.
  init(_ content: MachineContent, parts: Parts, initially configuration: DaemonConfiguration) throws {
    name = parts.name
    address = parts.address
    folder = content.folder
    events = content.events
    images = content.images
    changes = content.changes
    doors = parts.doors
    loops = parts.loops
    language = parts.language
    now = parts.now
    chance = parts.chance
    hostFolders = parts.hostFolders
    processes = parts.processes
    var stateFile = content.stateFile
    if content.state == nil { try folder.write(configuration) }
    var state = content.state ?? MachineState(at: parts.now(), chance: parts.chance)
    self.configuration = try Self.configuration(&state, folder, at: parts.now())
    if content.state == nil { try stateFile.begin(state) } else { try stateFile.save(&state) }
    self.stateFile = stateFile
    self.state = state
  }

  /// The configuration that the service was started with, which later changes of the file do not touch.
  private static func configuration(
    _ state: inout MachineState, _ folder: MachineFolder, at now: Timestamp
  ) throws(EngineFault) -> DaemonConfiguration {
    if state.daemon == nil { state.daemon = DaemonRecord(since: now, file: try folder.daemonFile()) }
    return try DaemonConfiguration(parsing: state.daemon?.file.map { Array($0.utf8) })
  }

  /// Changes the state and makes the change durable; when either fails nothing has changed.
  func commit<Result>(
    _ change: (inout MachineState) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    var next = state
    let result = try change(&next)
    try stateFile.save(&next)
    state = next
    changes.advance()
    return result
  }

  /// Changes one container, if it is still there, in a way that the next `commit` makes durable: for the steps of
  /// something that nobody hears of before its last one.
  func note(_ id: String, _ change: (inout Container) -> Void) {
    guard var container = state[container: id] else { return }
    change(&container)
    state[container: id] = container
  }

  /// Takes in a volume that the next `commit` makes durable.
  func note(_ volume: VolumeRecord) {
    state.volumes.append(volume)
  }

  /// Makes durable what has only been noted.
  func flush() throws(EngineFault) {
    try commit { _ in }
  }

  /// Changes one container, if it is still there.
  func update(_ id: String, _ change: (inout Container) -> Void) throws(EngineFault) {
    guard var container = state[container: id] else { return }
    change(&container)
    let changed = container
    try commit { (state) throws(EngineFault) in state[container: id] = changed }
  }

  func record(_ event: EventMessage) {
    events.record(event)
  }

  /// Takes over what a folder now holds, after its content was exchanged.
  func reload() throws {
    var state = try stateFile.load() ?? MachineState(at: now(), chance: chance)
    configuration = try Self.configuration(&state, folder, at: now())
    self.state = state
    logs = [:]
    changes.advance()
  }

  /// The fault of something that a practice machine does not do, in the learner's language.
  nonisolated func refusal(_ phrase: Phrase) -> EngineFault {
    EngineFault(status: Refusal.status, message: phrase[language])
  }

  /// The fault of a program that is not run in a container; whoever grades wants to know what was lacking.
  func refusal(ofProgram phrase: Phrase) -> EngineFault {
    if case .missing(let packages) = processes { lackedPackages = packages }
    return refusal(phrase)
  }
}
