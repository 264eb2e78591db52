import DockerAPI
import Shell

extension Machine {
  /// Called when a program is over by itself; starts it again if its restart rule says so.
  func programEnded(_ id: String, run: Int, exitCode: Int) async {
    guard running[id]?.run == run else { return }
    try? await end(id, exitCode: exitCode)
    await restartByRule(id)
  }

  /// Takes down what a running container has, and tells everybody.
  ///
  /// - Throws: `EngineFault` when the change cannot be written.
  func end(_ id: String, exitCode: Int) async throws(EngineFault) {
    guard let program = running.removeValue(forKey: id) else { return }
    program.timer?.cancel()
    stopWatchingHealth(of: id)
    noteShortage(of: id)
    memoryWatches.removeValue(forKey: id)?.cancel()
    endExecs(of: id)
    for door in program.doors { await door.close() }
    await closeNetwork(ofPlayed: id)
    keepers.removeValue(forKey: id)?.close()
    nameServers[id] = nil
    ports.release(id)
    guard let container = state[container: id] else { return }
    let restarts =
      !container.isStoppedByHand
      && container.restartRule.restarts(afterExit: exitCode, restartsSoFar: container.restartCount)
    let moment = now()
    note(id) { container in
      container.life.end(at: moment, exitCode: exitCode, restarting: restarts)
      container.published = []
    }
    record(.container("die", container, ["exitCode": String(exitCode)], at: moment))
    try releaseNetworks(of: id)
    spreadNames(of: id)
    for mount in container.mounts where mount.type == "volume" {
      recordMount("unmount", mount, of: container)
    }
    logs[id]?.finishFollowers()
    wake(id, [.nextExit], exitCode: exitCode)
    guard !restarts else { return }
    wake(id, [.notRunning], exitCode: exitCode)
    if container.isRemovedOnExit, let ended = state[container: id] { try discard(ended, withVolumes: true) }
  }

  /// Starts a container again after the delay of its rule, as often as the rule says.
  private func restartByRule(_ id: String) async {
    guard let container = state[container: id], container.life.status == .restarting else { return }
    let delay = RestartRule.delay(restartsSoFar: container.restartCount)
    restarts[id] = Task {
      try? await Task.sleep(for: delay)
      guard !Task.isCancelled else { return }
      await startAgain(id)
    }
  }

  private func startAgain(_ id: String) async {
    restarts[id] = nil
    guard state[container: id]?.life.status == .restarting, starting.insert(id).inserted else { return }
    defer { starting.remove(id) }
    do throws(EngineFault) {
      try update(id) { $0.restartCount += 1 }
      try await launch(id)
    } catch {
      let moment = now()
      try? update(id) { container in
        container.life.end(at: moment, exitCode: 128, restarting: false)
        container.life.error = error.message
      }
      wake(id, [.notRunning, .nextExit], exitCode: 128)
    }
  }

  /// Gives up a start that a restart rule has planned.
  func cancelRestart(_ id: String) throws(EngineFault) {
    guard let task = restarts.removeValue(forKey: id) else { return }
    task.cancel()
    let moment = now()
    let code = state[container: id]?.life.exitCode ?? 0
    try update(id) { $0.life.end(at: moment, exitCode: code, restarting: false) }
    wake(id, [.notRunning], exitCode: code)
  }
}
