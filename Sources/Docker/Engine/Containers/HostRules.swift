import Basics
import DockerAPI
import Shell

/// What Docker refuses in the host's part of a request, in its words.
enum HostRules {
  /// - Throws: `EngineFault` (400) for the first thing that is wrong.
  static func require(_ host: HostConfig) throws(EngineFault) {
    let policy = host.restartPolicy
    let rule = try RestartRule(name: policy.name, attempts: policy.maximumRetryCount)
    guard !host.isRemovedOnExit || rule == .no else {
      throw .badParameter("can't create 'AutoRemove' container with restart policy")
    }
    let driver = host.logConfig.type
    guard ["", "json-file", "local", "none"].contains(driver) else {
      throw .badParameter("error looking up logging plugin \(driver): plugin \"\(driver)\" not found")
    }
    guard host.sharedMemorySize >= 0 else { throw .badParameter("SHM size can not be less than 0") }
    for entry in host.extraHosts ?? [] { try requireName(entry) }
    try requireMemory(host)
    try requireProcessors(host)
    try MemoryMount.requirePaths(in: host)
  }

  private static func requireName(_ entry: String) throws(EngineFault) {
    let parts = entry.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw .badParameter("bad format for add-host: \"\(entry)\"")
    }
    guard parts[1] == "host-gateway" || parts[1].contains(":") || IPv4.parse(parts[1]) != nil else {
      throw .badParameter("invalid IP address in add-host: \"\(parts[1])\"")
    }
  }

  private static func requireMemory(_ host: HostConfig) throws(EngineFault) {
    let least = 6 * 1_048_576
    let (memory, swap, reservation) = (host.memory, host.memorySwap, host.memoryReservation)
    guard memory == 0 || memory >= least else {
      throw .badParameter("Minimum memory limit allowed is 6MB")
    }
    guard memory <= 0 || swap <= 0 || swap >= memory else {
      throw .badParameter("Minimum memoryswap limit should be larger than memory limit, see usage")
    }
    guard memory != 0 || swap <= 0 else {
      throw .badParameter("You should always set the Memory limit when using Memoryswap limit, see usage")
    }
    guard reservation <= 0 || reservation >= least else {
      throw .badParameter("Minimum memory reservation allowed is 6MB")
    }
    guard memory <= 0 || reservation <= 0 || memory >= reservation else {
      throw .badParameter("Minimum memory limit can not be less than memory reservation limit, see usage")
    }
  }

  private static func requireProcessors(_ host: HostConfig) throws(EngineFault) {
    let count = Computer.processors
    guard host.nanoCpus == 0 || host.cpuQuota <= 0 else {
      throw .badParameter("Conflicting options: Nano CPUs and CPU Quota cannot both be set")
    }
    guard host.nanoCpus >= 0, host.nanoCpus <= count * 1_000_000_000 else {
      throw .badParameter(
        "Range of CPUs is from 0.01 to \(count).00, as there are only \(count) CPUs available")
    }
    guard host.cpuQuota <= 0 || host.cpuQuota >= 1_000 else {
      throw .badParameter("CPU cfs quota can not be less than 1ms (i.e. 1000)")
    }
  }
}
