import DockerAPI
import Shell

extension Machine {
  /// Keeps the processes of a container within its memory limit, if it has one.
  func watchMemory(of id: String) {
    guard let limit = state[container: id]?.hostConfig.memory, limit > 0, let room = running[id]?.process
    else { return }
    memoryWatches.removeValue(forKey: id)?.cancel()
    memoryWatches[id] = MemoryWatch(room, limit: limit) { [weak self] in
      Task { await self?.noteShortage(of: id) }
    }
  }

  /// Tells that processes of a container were ended for their memory, if some were since this was last told.
  func noteShortage(of id: String) {
    guard memoryWatches[id]?.takeShortage() == true, let container = state[container: id] else { return }
    note(id) { $0.life.wasKilledForMemory = true }
    record(.container("oom", container, at: now()))
  }
}
