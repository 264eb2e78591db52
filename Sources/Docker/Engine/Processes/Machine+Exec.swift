import Basics
import DockerAPI
import Shell

extension Machine {
  /// Prepares a command for a container that runs.
  ///
  /// - Returns: the identifier under which it can be started once.
  /// - Throws: `EngineFault` in Docker's words; nothing has changed then.
  func makeExec(in name: String, _ request: ExecRequest) throws(EngineFault) -> String {
    let container = try state.container(named: name)
    try requireReady(container, called: name)
    let words = request.command ?? []
    guard !words.isEmpty else { throw .badParameter("No exec command specified") }
    try EscapeKeys.require(request.detachKeys)
    guard !request.isPrivileged else { throw refusal(Refusal.feature("docker exec --privileged")) }
    let id = Identifier.random(chance)
    let exec = Exec(id: id, container: container.id, request: request, number: runs + 1)
    if try playedProgram(exec, in: container) == nil,
      let phrase = processes.refusal(of: words.joined(separator: " "))
    {
      throw refusal(ofProgram: phrase)
    }
    forgetOldExecs()
    runs += 1
    execs[id] = exec
    record(.container("exec_create: \(words.joined(separator: " "))", container, ["execID": id], at: now()))
    return id
  }

  private func requireReady(_ container: Container, called name: String) throws(EngineFault) {
    switch container.life.status {
    case .running: break
    case .paused: throw .conflict("Container \(name) is paused, unpause the container before exec")
    case .restarting:
      throw .conflict("Container \(name) is restarting, wait until the container is running")
    default: throw .conflict("Container \(container.id) is not running")
    }
  }

  /// Commands that ended are remembered for as long as anybody can be expected to ask for their exit codes.
  private func forgetOldExecs() {
    let ended = execs.values.filter { $0.exitCode != nil }.sorted { $0.number < $1.number }
    for exec in ended.dropLast(64) { execs[exec.id] = nil }
  }

  func exec(_ id: String) throws(EngineFault) -> Exec {
    guard let exec = execs[id] else {
      throw EngineFault(status: 404, message: "No such exec instance: \(id)")
    }
    return exec
  }

  /// Takes the right to start a command, which exists once.
  func claimExec(_ id: String) throws(EngineFault) -> Exec {
    let exec = try exec(id)
    guard state[container: exec.container] != nil else { throw .noSuchContainer(exec.container) }
    guard !exec.isStarted else {
      throw .conflict(
        "Error: Exec command \(id) \(exec.exitCode == nil ? "is already running" : "has already run")")
    }
    let container = try state.container(named: exec.container)
    try requireReady(container, called: container.id)
    execs[id]?.isStarted = true
    return exec
  }

  /// Starts a command that has been claimed.
  ///
  /// - Returns: its process, unless this process plays it, and what it writes; the stream ends when it does.
  /// - Throws: `EngineFault` when it cannot be started; its exit code says so as well.
  func startExec(_ exec: Exec) async throws(EngineFault) -> (LiveChild?, AsyncStream<OutputPiece>) {
    do throws(EngineFault) {
      return try await runExec(exec)
    } catch {
      // Docker 20.10 says 126 of a command that is not there as well; 127 came later.
      execs[exec.id]?.exitCode = 126
      throw error
    }
  }

  private func runExec(_ exec: Exec) async throws(EngineFault) -> (LiveChild?, AsyncStream<OutputPiece>) {
    let container = try state.container(named: exec.container)
    if let program = try playedProgram(exec, in: container) {
      return (nil, playExec(exec, program, in: container))
    }
    let prepared = try await preparedExec(exec, in: container)
    let words = await words(of: prepared, in: container)
    let (stream, continuation) = AsyncStream<OutputPiece>.makeStream()
    let id = exec.id
    let listener = LiveChild.Listener(
      onOutput: { stream, bytes in
        continuation.yield(
          OutputPiece(stream: stream == .output ? .standardOutput : .standardError, bytes: bytes))
      },
      onEnd: { [changes] code in
        changes.programEnded()
        Task {
          await self.execEnded(id, exitCode: Int(code))
          continuation.finish()
        }
      })
    let size = execs[exec.id]?.size ?? exec.size
    let connection: LiveChild.Connection =
      exec.request.hasTerminal ? .terminal(size) : .pipes(takesInput: exec.request.attachesStdin)
    let process: LiveChild
    changes.programStarts()
    do throws(ChildFailure) {
      process = try await LiveChild.start(words, on: connection, listener: listener)
    } catch {
      changes.programEnded()
      continuation.finish()
      throw refusal(Refusal.room(error.reason))
    }
    if execs[id]?.exitCode == nil {
      execs[id]?.process = process
      execs[id]?.isRunning = true
    }
    watchBounds()
    execs[id]?.pid = process.process.map { Int($0) } ?? 0
    let text = (exec.request.command ?? []).joined(separator: " ")
    record(.container("exec_start: \(text)", container, ["execID": id], at: now()))
    return (process, stream)
  }

  /// The command line that runs a command beside a container's program, or beside what stands in for one that this
  /// process plays; where nothing can, the command gets a room with the same files and network.
  private func words(of prepared: PreparedTask, in container: Container) async -> [String] {
    let (tools, task) = (prepared.tools, prepared.task)
    if let host = running[container.id]?.process?.process {
      return prepared.room.joining(host, task, with: tools)
    }
    let network = await network(ofPlayed: container.id, with: tools)
    if let host = await standIn(for: container, prepared) {
      var room = prepared.room
      if let network, network.hasFiles { room.keeper = network.process }
      return room.joining(host, task, with: tools)
    }
    return network.map { prepared.room.starting(task, in: $0, with: tools) }
      ?? prepared.withoutNetwork.starting
  }

  private func preparedExec(_ exec: Exec, in container: Container) async throws(EngineFault) -> PreparedTask {
    let config = container.config
    let folder = exec.request.workingDirectory
    guard folder.isEmpty || folder.hasPrefix("/") else {
      throw .badParameter("OCI runtime exec failed: exec failed: Cwd must be an absolute path: unknown")
    }
    let own = exec.request.environment ?? []
    let names = Set(own.map { $0.prefix { $0 != "=" } })
    let inherited = (config.environment ?? []).filter { !names.contains($0.prefix { $0 != "=" }) }
    let wish = ProcessWish(
      user: exec.request.user.isEmpty ? config.user : exec.request.user,
      folder: folder.isEmpty ? config.workingDirectory : folder,
      variables: inherited + own, hasTerminal: exec.request.hasTerminal)
    do throws(EngineFault) {
      return try await task(exec.request.command ?? [], in: container, wish, makesFolder: false)
    } catch {
      let start = "failed to create shim task: OCI runtime create failed: runc create failed: "
      guard error.message.hasPrefix(start) else { throw error }
      throw EngineFault(
        status: error.status,
        message: "OCI runtime exec failed: exec failed: \(error.message.dropFirst(start.utf8.count))")
    }
  }

  func execEnded(_ id: String, exitCode: Int) {
    execs[id]?.isRunning = false
    execs[id]?.exitCode = exitCode
    execs[id]?.process = nil
    guard let exec = execs[id], let container = state[container: exec.container] else { return }
    record(
      .container("exec_die", container, ["execID": id, "exitCode": String(exitCode)], at: now()))
  }

  /// Ends the commands that still run in a container whose own program is over.
  func endExecs(of container: String) {
    for exec in execs.values where exec.container == container {
      exec.process?.signal(Int32(Signal.kill.number))
    }
  }

  func resizeExec(_ id: String, to size: WindowSize) throws(EngineFault) {
    _ = try exec(id)
    execs[id]?.size = size
    execs[id]?.process?.resize(to: size)
  }

  /// The identifiers of the commands that run in a container now; `nil` when there is none.
  func execIDs(of container: String) -> [String]? {
    let own = execs.values.filter { $0.container == container && ($0.isRunning || !$0.isStarted) }
    return own.isEmpty ? nil : own.sorted { $0.number < $1.number }.map(\.id)
  }
}
