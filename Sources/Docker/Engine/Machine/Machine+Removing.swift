import Basics
import DockerAPI

extension Machine {
  /// Removes a container; `force` kills it first if it runs, `withVolumes` takes its anonymous volumes along.
  func remove(_ name: String, force: Bool, withVolumes: Bool) async throws(EngineFault) {
    let container = try state.container(named: name)
    if container.life.status.isActive {
      guard force else { throw Self.removalRefused(container) }
      note(container.id) { container in
        container.isStoppedByHand = true
        container.hostConfig.isRemovedOnExit = false
      }
      try cancelRestart(container.id)
      try await deliver(.kill, to: container)
    }
    guard let ended = state[container: container.id] else { return }
    try discard(ended, withVolumes: withVolumes)
  }

  /// Takes a link away from a container: the name that it has itself is none of those that can be taken away.
  func removeLink(_ name: String) throws(EngineFault) {
    _ = try state.container(named: name)
    throw .system("Conflict, cannot remove the default link name of the container")
  }

  private static func removalRefused(_ container: Container) -> EngineFault {
    container.life.status == .paused
      ? .conflict(
        "You cannot remove a paused container \(container.id). "
          + "Unpause and then stop the container before attempting removal or force remove")
      : .conflict(
        "You cannot remove a running container \(container.id). "
          + "Stop the container before attempting removal or force remove")
  }

  /// Forgets a container that does not run.
  func discard(_ container: Container, withVolumes: Bool) throws(EngineFault) {
    let anonymous = container.mounts.compactMap(\.name).filter { name in
      state.volume(named: name)?.isAnonymous == true
        && state.containers(using: name).allSatisfy { $0.id == container.id }
    }
    let dropped = withVolumes ? anonymous : []
    try commit { (state) throws(EngineFault) in
      state[container: container.id] = nil
      state.volumes.removeAll { dropped.contains($0.name) }
    }
    logs[container.id] = nil
    sizes[container.id] = nil
    healths[container.id] = nil
    for listener in startListeners.removeValue(forKey: container.id) ?? [] { listener.finish() }
    removeFiles(at: folder.container(container.id))
    for name in dropped {
      removeFiles(at: folder.volume(name))
      record(.other("volume", "destroy", id: name, ["driver": "local"], at: now()))
    }
    record(.container("destroy", container, at: now()))
    wake(container.id, [.notRunning, .nextExit, .removed], exitCode: container.life.exitCode)
  }

  /// Removes all containers that do not run.
  func pruneContainers(_ filters: FilterQuery) throws(EngineFault) -> ContainersPruned {
    try filters.requireOnly(["label", "label!", "until"])
    let until = try filters.until(now: now())
    var deleted: [String] = []
    for container in state.containers.reversed() where !container.life.status.isActive {
      let isWanted =
        filters.allowsForPruning(container.labels) && until.map { container.created < $0 } ?? true
      guard isWanted, !starting.contains(container.id) else { continue }
      try discard(container, withVolumes: false)
      deleted.append(container.id)
    }
    record(.other("container", "prune", id: "", ["reclaimed": "0"], at: now()))
    return ContainersPruned(containersDeleted: deleted.isEmpty ? nil : deleted)
  }
}
