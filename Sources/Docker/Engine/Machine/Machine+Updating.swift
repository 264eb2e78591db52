import Basics
import DockerAPI

extension Machine {
  /// Changes a container's restart rule and limits.
  ///
  /// - Parameters:
  ///   - name: Which container.
  ///   - restartPolicy: The new rule; `nil`, or one without a name, leaves it as it is.
  ///   - limits: New limits; what is 0 or empty stays as it is.
  /// - Returns: Sentences about what is kept and not enforced.
  /// - Throws: `EngineFault` in Docker's words; nothing has changed then.
  @discardableResult
  func update(
    _ name: String, restartPolicy: RestartPolicy?, limits: HostConfig = HostConfig()
  ) throws(EngineFault) -> [String] {
    let container = try state.container(named: name)
    try HostRules.require(limits)
    let cannot = "Cannot update container \(container.id): "
    if let restartPolicy {
      let rule = try RestartRule(name: restartPolicy.name, attempts: restartPolicy.maximumRetryCount)
      guard rule == .no || !container.isRemovedOnExit else {
        throw .conflict(
          cannot + "Restart policy cannot be updated because AutoRemove is enabled for the container")
      }
    }
    guard limits.memory <= container.hostConfig.memorySwap || limits.memorySwap != 0 else {
      throw .conflict(
        cannot + "Memory limit should be smaller than already set memoryswap limit, "
          + "update the memoryswap at the same time")
    }
    try update(container.id) { container in
      if let restartPolicy, !restartPolicy.name.isEmpty { container.hostConfig.restartPolicy = restartPolicy }
      container.hostConfig.takeLimits(limits)
    }
    if limits.memory != 0 { watchMemory(of: container.id) }
    record(.container("update", container, at: now()))
    guard running[container.id]?.process != nil else { return [] }
    return PracticeOptions.unenforced(in: limits).map { Refusal.unenforced($0)[language] }
  }
}

extension HostConfig {
  /// Takes over those limits of another one that say something.
  fileprivate mutating func takeLimits(_ other: HostConfig) {
    func take(_ value: Int, _ place: inout Int) { if value != 0 { place = value } }
    take(other.memory, &memory)
    take(other.memorySwap, &memorySwap)
    take(other.memoryReservation, &memoryReservation)
    take(other.kernelMemory, &kernelMemory)
    take(other.nanoCpus, &nanoCpus)
    take(other.cpuShares, &cpuShares)
    take(other.cpuPeriod, &cpuPeriod)
    take(other.cpuQuota, &cpuQuota)
    take(other.blkioWeight, &blkioWeight)
    if !other.cpusetCpus.isEmpty { cpusetCpus = other.cpusetCpus }
    if !other.cpusetMems.isEmpty { cpusetMems = other.cpusetMems }
    if let limit = other.pidsLimit, limit != 0 { pidsLimit = limit }
  }
}
