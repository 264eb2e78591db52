import Basics
import DockerAPI
import Shell

extension Machine {
  /// Lets the containers run again that ran when the machine was left.
  ///
  /// Identifiers, ports, addresses and start times are those from before. A program whose time ran out meanwhile
  /// ends now, and a real process begins anew; a container whose port was taken meanwhile ends with the reason in its state.
  package func resume() async {
    for container in state.containers where container.life.status.isActive {
      if container.life.status == .restarting {
        try? update(container.id) { $0.life.status = .running }
      }
      await resume(container)
    }
    // What cannot be written now is tried again with the next change.
    try? flush()
  }

  private func resume(_ container: Container) async {
    guard let choice = try? program(of: container) else {
      return await fail(container, "its program is not known any more")
    }
    let program = prepared(choice, for: container)
    if case .finishes(_, let exitCode) = program {
      return await finish(container, program, exitCode: exitCode)
    }
    do throws(EngineFault) {
      let doors = container.hasLostPorts ? [] : try await openDoors(of: container, program: program)
      runs += 1
      let run = runs
      starting.insert(container.id)
      defer { starting.remove(container.id) }
      let process = try await process(of: container, program, run: run, doors: doors)
      if let pid = process?.process { try update(container.id) { $0.life.pid = Int(pid) } }
      if container.life.status == .paused { process?.signalAll(Int32(Signal.stop.number)) }
      let end = program.lifetime.map { container.life.startedAt.advanced(by: $0) }
      let timer = timer(for: container.id, program, run: run, until: end)
      await adopt(
        RunningProgram(run: run, program: program, doors: doors, timer: timer, process: process),
        of: container.id)
    } catch {
      await fail(container, error.message)
    }
  }

  private func finish(_ container: Container, _ program: Program, exitCode: Int) async {
    runs += 1
    let started = RunningProgram(run: runs, program: program, doors: [], timer: nil, process: nil)
    await adopt(started, of: container.id)
    await programEnded(container.id, run: started.run, exitCode: exitCode)
  }

  private func fail(_ container: Container, _ reason: String) async {
    ports.release(container.id)
    let moment = now()
    try? update(container.id) { container in
      container.life.end(at: moment, exitCode: 128, restarting: false)
      container.life.error = reason
      container.published = []
    }
    try? releaseNetworks(of: container.id)
  }

  /// Closes all ports and forgets what runs, without changing the state: the containers count as running.
  package func suspend() async {
    let programs = running.values.map(\.self)
    for id in running.keys { endExecs(of: id) }
    running = [:]
    for task in restarts.values { task.cancel() }
    restarts = [:]
    for program in programs {
      program.timer?.cancel()
      program.process?.signal(Int32(Signal.kill.number))
      for door in program.doors { await door.close() }
    }
    let played = Set(services.keys).union(playedNetworks.keys).union(standIns.keys)
    for id in played { await closeNetwork(ofPlayed: id) }
    await networkRoom?.value?.close()
    networkRoom = nil
    ports = PortTable()
    for log in logs.values { log.finishFollowers() }
    for waiter in waiters { waiter.continuation.finish() }
    waiters = []
  }
}
