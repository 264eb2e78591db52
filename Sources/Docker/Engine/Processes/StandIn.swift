import Basics
import DockerAPI
import Shell

/// The processes that a server would have which dojo plays, for those who look for them in its container.
struct StandIn: Hashable, Sendable {
  /// What the first process is called, and the others.
  let title: String
  let workersTitle: String
  /// The name of its program.
  let name: String
  /// How many others there are, and whose they are.
  let workers: Int
  let user: UserAndGroup
  /// The signals that end it, by their numbers, and its exit code then.
  let signals: [Int]
  let exitCode: Int

  /// - Parameters:
  ///   - program: What is played; `nil` comes of one that is not.
  ///   - container: Whose program it is.
  ///   - processors: How many the computer has.
  init?(of program: Program, in container: Container, processors: Int) {
    let words = ([container.path] + container.arguments).drop { $0.hasSuffix("entrypoint.sh") }
    let command = words.joined(separator: " ")
    switch program {
    case .web(.nginx, lifetime: nil):
      (name, title, workersTitle) = ("nginx", "nginx: master process \(command)", "nginx: worker process")
      user = UserAndGroup(user: 101, group: 101)
      // `worker_processes` of the image's nginx.conf was 1 until 1.19.9, and is `auto` since.
      workers = Machine.version(of: .nginx, container).hasPrefix("1.19.") ? 1 : processors
    case .web(.httpd, lifetime: nil):
      (name, title, workersTitle) = ("httpd", "httpd -DFOREGROUND", "httpd -DFOREGROUND")
      (user, workers) = (UserAndGroup(user: 33, group: 33), 3)
    case .registry:
      let arguments = words.drop { $0.hasSuffix("registry") }.drop { $0 == "serve" }.joined(separator: " ")
      (name, title, workersTitle) = ("registry", "registry serve \(arguments)", "")
      (user, workers) = (UserAndGroup.root, 0)
    case .web, .sleeps:
      (name, title, workersTitle) = (words.first ?? "", command, "")
      (user, workers) = (UserAndGroup.root, 0)
    case .finishes, .collection, .passwordLine, .process: return nil
    }
    let codes = (1...31).compactMap { number in
      (try? Signal(parsing: "\(number)")).flatMap { $0 == .kill ? nil : program.exitCode(after: $0) }
        .map { (number, $0) }
    }
    signals = codes.map(\.0)
    exitCode = codes.first?.1 ?? 0
  }

  /// The command line of the program that stands in, in a room that `standsIn`.
  var words: [String] {
    [
      ContainerRoom.standIn, signals.map { "\($0)" }.joined(separator: ","), "\(exitCode)", name,
      "\(user.user)",
      "\(user.group)", "\(workers)", workersTitle, title,
    ]
  }
}

extension Machine {
  /// What stands in a container for the program that this process plays there, made when somebody is there to look.
  ///
  /// - Parameters:
  ///   - container: The container, which runs.
  ///   - prepared: A task in it; what stands in gets the same room.
  /// - Returns: its first process, to whose room commands join; `nil` where there can be none.
  func standIn(for container: Container, _ prepared: PreparedTask) async -> Int32? {
    let id = container.id
    if let known = standIns[id] { return known.process }
    if let making = standInsInMaking[id] { return await making.value?.process }
    guard prepared.tools.canStandIn, let started = running[id], started.process == nil,
      let standIn = StandIn(of: started.program, in: container, processors: Computer.processors)
    else { return nil }
    let making = Task { await start(standIn, for: id, run: started.run, prepared) }
    standInsInMaking[id] = making
    let made = await making.value
    standInsInMaking[id] = nil
    guard running[id]?.run == started.run else {
      made?.signal(Int32(Signal.kill.number))
      return nil
    }
    standIns[id] = made
    return made?.process
  }

  private func start(
    _ standIn: StandIn, for id: String, run: Int, _ prepared: PreparedTask
  ) async -> LiveChild? {
    let task = ContainerTask(
      standIn.words, variables: [ContainerProgram.standardPath], user: UserAndGroup.root, folder: "/")
    var room = prepared.room
    room.standsIn = true
    let network = await network(ofPlayed: id, with: prepared.tools)
    let plain = PreparedTask(
      tools: prepared.tools, tree: prepared.tree, room: room, network: prepared.network, task: task)
    let words =
      network.map { room.starting(task, in: $0, with: prepared.tools) } ?? plain.withoutNetwork.starting
    let (signs, sign) = AsyncStream<Void>.makeStream()
    let listener = LiveChild.Listener(
      onOutput: { _, _ in sign.yield() },
      onEnd: { code in
        sign.finish()
        Task { await self.standInEnded(id, run: run, exitCode: Int(code)) }
      })
    let child = try? await LiveChild.start(words, on: .pipes(takesInput: false), listener: listener)
    // It says when all of its processes are there.
    if child != nil { for await _ in signs { break } }
    return child
  }

  /// Somebody in the container has ended the program by a signal to its first process.
  private func standInEnded(_ id: String, run: Int, exitCode: Int) async {
    guard running[id]?.run == run, standIns[id] != nil else { return }
    await programEnded(id, run: run, exitCode: exitCode)
  }

  /// Takes away what stands in for a program that is over, and every command that runs beside it.
  func endStandIn(of id: String) {
    standIns.removeValue(forKey: id)?.signal(Int32(Signal.kill.number))
  }
}
