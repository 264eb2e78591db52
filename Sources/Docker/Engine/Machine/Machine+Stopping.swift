import Basics
import DockerAPI
import Shell

extension Machine {
  /// How long Docker waits between the polite signal and SIGKILL.
  private static let defaultGrace = Duration.seconds(10)

  /// Ends a container: its stop signal, then SIGKILL when it has not ended in time.
  ///
  /// Without a `grace` it gets the time that it asks for itself, or ten seconds.
  ///
  /// - Returns: `false` when it was not running.
  func stop(_ name: String, grace: Duration? = nil) async throws(EngineFault) -> Bool {
    let container = try state.container(named: name)
    guard container.life.status.isActive else { return false }
    note(container.id) { $0.isStoppedByHand = true }
    try cancelRestart(container.id)
    let signal = (try? Signal(parsing: container.config.stopSignal ?? "SIGTERM")) ?? .terminate
    try await deliver(signal, to: container)
    if let run = running[container.id]?.run {
      let asked = container.config.stopTimeout.map { Duration.seconds($0) }
      await waitForEnd(of: container.id, at: now().advanced(by: grace ?? asked ?? Self.defaultGrace))
      if running[container.id]?.run == run { try await deliver(.kill, to: container) }
    }
    record(.container("stop", container, at: now()))
    return true
  }

  /// Waits until a container has ended by itself or the time is over.
  private func waitForEnd(of id: String, at deadline: Timestamp) async {
    guard let replies = try? wait(for: id, until: .notRunning) else { return }
    let limit = deadline.duration(since: now())
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in replies { return } }
      group.addTask { try? await Task.sleep(for: max(limit, .zero)) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Sends a signal to a container's program.
  ///
  /// - Throws: `EngineFault` (409) when it does not run.
  func kill(_ name: String, signal: Signal = .kill) async throws(EngineFault) {
    let container = try state.container(named: name)
    guard container.life.status.isActive else {
      throw .conflict("Cannot kill container: \(name): Container \(container.id) is not running")
    }
    try update(container.id) { $0.isStoppedByHand = true }
    try cancelRestart(container.id)
    try await deliver(signal, to: container)
  }

  /// Ends it if the signal ends it.
  func deliver(_ signal: Signal, to container: Container) async throws(EngineFault) {
    guard let started = running[container.id] else { return }
    record(.container("kill", container, ["signal": String(signal.number)], at: now()))
    let proceeds = container.life.status == .paused && container.proceeds(on: signal)
    if let process = started.process {
      process.signal(Int32(signal.number))
      if proceeds { try proceed(container) }
      if signal == .kill { await waitForEnd(of: container.id, at: now().advanced(by: Self.defaultGrace)) }
    } else if let code = started.program.exitCode(after: signal) {
      // Who is paused gets a signal when they go on.
      guard container.life.status != .paused || proceeds || signal == .kill else {
        running[container.id]?.pending = signal
        return
      }
      if proceeds { try proceed(container) }
      try await end(container.id, exitCode: code)
    }
  }

  /// Stops a container, if it runs, and starts it.
  func restart(_ name: String, grace: Duration? = nil) async throws(EngineFault) {
    let container = try state.container(named: name)
    do throws(EngineFault) {
      if container.isRemovedOnExit { try update(container.id) { $0.hostConfig.isRemovedOnExit = false } }
      _ = try await stop(container.id, grace: grace)
      if container.isRemovedOnExit { try update(container.id) { $0.hostConfig.isRemovedOnExit = true } }
      _ = try await start(container.id)
    } catch {
      throw .system("Cannot restart container \(name): \(error.message)")
    }
    record(.container("restart", container, at: now()))
  }
}

extension Container {
  /// Whether a signal lets it go on when it is paused: the one that it is stopped with, any if it names none (moby,
  /// `killWithSignal`); SIGKILL ends it as it is.
  fileprivate func proceeds(on signal: Signal) -> Bool {
    guard signal != .kill else { return false }
    guard let own = config.stopSignal, !own.isEmpty else { return true }
    return (try? Signal(parsing: own)) == signal
  }
}

extension Machine {
  /// A key pressed on a container's terminal: Ctrl-C and Ctrl-\ send signals, as a terminal does.
  func press(_ byte: UInt8, on id: String) async {
    guard running[id]?.process == nil, let signal: Signal = [0x03: .interrupt, 0x1C: .quit][byte],
      let container = state[container: id],
      container.life.status.isActive
    else { return }
    write(byte == 0x03 ? "^C" : "^\\", to: .standardOutput, of: container)
    try? update(id) { $0.isStoppedByHand = true }
    guard let code = running[id]?.program.exitCode(after: signal) else { return }
    try? await end(id, exitCode: code)
  }
}
