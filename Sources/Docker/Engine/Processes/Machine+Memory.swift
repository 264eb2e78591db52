import DockerAPI
import Shell

extension Machine {
  private static let looksAtMemory = Duration.milliseconds(50)

  /// Keeps the processes of a container within its memory limit: what takes the most is ended when they have taken more.
  ///
  /// The kernel does that for Docker; here nobody may make the groups by which it would.
  func watchMemory(of id: String) {
    guard let limit = state[container: id]?.hostConfig.memory, limit > 0, let started = running[id],
      let first = started.process
    else { return }
    memoryWatches.removeValue(forKey: id)?.cancel()
    memoryWatches[id] = Task.detached { [weak self] in
      while !Task.isCancelled, let process = first.process {
        let all = RoomProcess.all(inRoomOf: process)
        if all.reduce(0, { $0 + $1.memory }) > limit, let largest = all.max(by: { $0.memory < $1.memory }) {
          await self?.noteShortage(of: id, run: started.run)
          first.end(largest)
        }
        try? await Task.sleep(for: Self.looksAtMemory)
      }
    }
  }

  private func noteShortage(of id: String, run: Int) {
    guard running[id]?.run == run, let container = state[container: id] else { return }
    note(id) { $0.life.wasKilledForMemory = true }
    record(.container("oom", container, at: now()))
  }
}
