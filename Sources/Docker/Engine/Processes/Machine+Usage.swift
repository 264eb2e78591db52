import Basics
import DockerAPI
import Shell

extension Machine {
  /// What a container uses now, compared with what it had used before.
  ///
  /// - Throws: `EngineFault` (404) when there is no such container.
  func usage(of name: String, since former: ContainerUsage?) throws(EngineFault) -> UsageDocument {
    let container = try state.container(named: name)
    let limit = container.hostConfig.memory
    return UsageDocument(
      id: container.id, name: container.name.text, usage: measure(container), former: former,
      memoryLimit: limit > 0 ? limit : Computer.memory)
  }

  private func measure(_ container: Container) -> ContainerUsage? {
    guard container.life.status.isActive, let program = running[container.id] else { return nil }
    if let first = program.process?.process { return ContainerUsage(roomOf: first, at: now()) }
    let standIn = StandIn(of: program.program, in: container, processors: Computer.processors)
    return ContainerUsage(
      partOf: running.values.count { $0.process == nil }, processes: 1 + (standIn?.workers ?? 0), at: now())
  }
}
