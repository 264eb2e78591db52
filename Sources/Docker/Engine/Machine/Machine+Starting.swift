import Basics
import DockerAPI
import Shell

extension Machine {
  /// Starts a container.
  ///
  /// - Returns: `false` when it was running already.
  /// - Throws: `EngineFault`; the container is then as it was, with the reason in its state.
  func start(_ name: String) async throws(EngineFault) -> Bool {
    let container = try state.container(named: name)
    switch container.life.status {
    case .running, .restarting: return false
    case .paused: throw .conflict("cannot start a paused container, try unpause instead")
    case .dead, .removing:
      throw .conflict("container is marked for removal and cannot be started")
    case .created, .exited: break
    }
    guard starting.insert(container.id).inserted else { return false }
    defer { starting.remove(container.id) }
    do throws(EngineFault) {
      try await launch(container.id)
    } catch {
      try await abandonStart(of: container.id, error)
      throw error
    }
    return true
  }

  /// Networks, ports, then the program: in the order in which Docker finds out what is wrong.
  func launch(_ id: String) async throws(EngineFault) {
    if state[container: id]?.hostConfig.runtime == nil { try update(id) { $0.hostConfig.runtime = "runc" } }
    try connectNetworks(of: id)
    try joinNetwork(of: id)
    guard let container = state[container: id] else { return }
    try requireLinks(of: container)
    try requireVolumes(of: container)
    try LogDriver.requireReceiver(container.hostConfig.logConfig)
    try LogOptions.requireValues(container.hostConfig.logConfig)
    let program = prepared(try program(of: container), for: container)
    try HostRules.requireMemoryMode(container.hostConfig)
    try container.hostConfig.requireDevices(on: hostFolders)
    // What programs share in memory does not outlast them.
    removeFiles(at: folder.sharedMemory(of: id))
    let doors = try await openDoors(of: container, program: program)
    guard state[container: id] != nil else {
      for door in doors { await door.close() }
      ports.release(id)
      return
    }
    runs += 1
    let run = runs
    let process = try await process(of: container, program, run: run, doors: doors)
    let moment = now()
    var generator = chance
    let pid = process?.process.map { Int($0) } ?? Int.random(in: 2_000...32_000, using: &generator)
    try update(id) { container in
      container.life.start(at: moment, pid: pid)
      container.isStoppedByHand = false
    }
    for mount in container.mounts where mount.type == "volume" { recordMount("mount", mount, of: container) }
    record(.container("start", container, at: now()))
    await self.run(
      program, in: container,
      RunningProgram(
        run: run, program: program, doors: doors,
        timer: timer(for: id, program, run: run, until: program.lifetime.map { moment.advanced(by: $0) }),
        process: process))
  }

  /// Starts what is a process; when that fails nothing listens any more.
  func process(
    of container: Container, _ program: Program, run: Int, doors: [any Door]
  ) async throws(EngineFault) -> LiveChild? {
    guard program == .process else { return nil }
    do throws(EngineFault) {
      return try await startProcess(of: container, run: run)
    } catch {
      for door in doors { await door.close() }
      throw error
    }
  }

  /// Undoes what a failed start has done, and keeps the reason.
  private func abandonStart(of id: String, _ fault: EngineFault) async throws(EngineFault) {
    ports.release(id)
    services[id] = nil
    try update(id) { container in
      for index in container.attachments.indices { container.attachments[index].release() }
      if !fault.message.hasPrefix("failed to create shim task: ") { container.published = [] }
      container.life.failStart(fault.message, path: container.path)
    }
    logs[id]?.finishFollowers()
    guard let container = state[container: id], container.isRemovedOnExit else { return }
    try discard(container, withVolumes: true)
  }
}

extension Machine {
  /// Lets a program do what it does, from a start that is already recorded, until it is told to end.
  func run(_ program: Program, in container: Container, _ started: RunningProgram) async {
    for piece in program.output(at: now(), container: container, chance: chance) {
      write(piece.text, to: piece.stream, of: container)
    }
    await adopt(started, of: container.id)
    spreadNames(of: container.id)
    if case .finishes(_, let exitCode) = program {
      await programEnded(container.id, run: started.run, exitCode: exitCode)
    }
  }

  /// Notes that a program runs, and tells those who waited for it.
  func adopt(_ started: RunningProgram, of id: String) async {
    running[id] = started
    watchMemory(of: id)
    watchBounds()
    watchHealth(of: id)
    await meetProcesses(id)
    if let room = await networkRoom?.value { await openGateways(to: [id], in: room) }
    for listener in startListeners.removeValue(forKey: id) ?? [] {
      listener.yield()
      listener.finish()
    }
    if let early = earlyEnds.removeValue(forKey: id), early.run == started.run {
      await programEnded(id, run: early.run, exitCode: early.exitCode)
    }
  }

  /// Ends a program when its time is over; `nil` for one that has none.
  func timer(for id: String, _ program: Program, run: Int, until end: Timestamp?) -> Task<Void, Never>? {
    guard let end, program.lifetime != .zero else { return nil }
    let delay = end.duration(since: now())
    return Task {
      try? await Task.sleep(for: max(delay, .zero))
      guard !Task.isCancelled else { return }
      await programEnded(id, run: run, exitCode: 0)
    }
  }
}
