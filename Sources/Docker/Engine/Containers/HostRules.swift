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
    try LogDriver.require(host.logConfig)
    try LogOptions.require(host.logConfig)
    guard host.sharedMemorySize >= 0 else { throw .badParameter("SHM size can not be less than 0") }
    for entry in host.extraHosts ?? [] { try requireName(entry) }
    try requireMemory(host)
    try requireProcessors(host)
    try requireModes(host)
    try MemoryMount.requirePaths(in: host)
    for mount in host.mounts ?? [] { _ = try MountWish(mount) }
  }

  /// What Docker says of settings that it takes and that do nothing, or more than one may think.
  static func warnings(_ host: HostConfig) -> [String] {
    let all = [
      (
        "Specifying a kernel memory limit is deprecated and will be removed in a future release.",
        host.kernelMemory > 0
      ),
      (
        "OOM killer is disabled for the container, but no memory limit is set, this can result in the system "
          + "running out of resources.", host.isMemoryKillDisabled == true && host.memory == 0
      ),
      (
        "Published ports are discarded when using host network mode",
        host.networkMode == "host" && host.portBindings?.isEmpty == false
      ),
    ]
    return all.filter(\.1).map(\.0)
  }

  private static func requireName(_ entry: String) throws(EngineFault) {
    let parts = entry.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw .badParameter("bad format for add-host: \"\(entry)\"")
    }
    guard parts[1] == "host-gateway" || AddressText.isAddress(String(parts[1])) else {
      throw .badParameter("invalid IP address in add-host: \"\(parts[1])\"")
    }
  }

  /// Refuses, as late as a container is started, a kind of namespace that Docker does not know.
  static func requireMemoryMode(_ host: HostConfig) throws(EngineFault) {
    let mode = host.ipcMode
    guard !["", "host", "none", "private", "shareable"].contains(mode), !mode.hasPrefix("container:") else {
      return
    }
    throw .badParameter("Invalid IPC mode: \(mode)")
  }

  /// Refuses kinds of namespaces, runtimes and the like that Docker does not know at all.
  private static func requireModes(_ host: HostConfig) throws(EngineFault) {
    guard ["", "default"].contains(host.isolation) else {
      throw .system("Invalid isolation: \"\(host.isolation)\" - linux only supports 'default'")
    }
    for option in host.securityOptions ?? [] { _ = try SecurityOption(parsing: option) }
    for option in host.storageOptions?.sortedKeys ?? [] {
      // The layers of a practice machine stand where those of overlay2 would.
      throw .badParameter(
        option.lowercased() == "size"
          ? "--storage-opt is supported only for overlay over xfs with 'pquota' mount option"
          : "Unknown option \(option)")
    }
    if let runtime = host.runtime, !["", "runc", "io.containerd.runc.v2"].contains(runtime) {
      throw .badParameter("Unknown runtime specified \(runtime)")
    }
    guard (-1_000...1_000).contains(host.memoryScoreAdjustment) else {
      throw .badParameter(
        "Invalid value \(host.memoryScoreAdjustment), range for oom score adj is [-1000, 1000]")
    }
  }

  /// Refuses a list of processors or memory nodes, such as `0-2,4`, that is none or names some that are not there.
  private static func requireSet(
    _ text: String, count: Int, of kind: (short: String, long: String)
  ) throws(EngineFault) {
    guard !text.isEmpty else { return }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let bounds = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(bounds.count), let first = bounds[0], let last = bounds[bounds.count - 1],
        first <= last
      else { throw .badParameter("Invalid value \(text) for cpuset \(kind.short): invalid format: \(text)") }
      guard last < count else {
        let available = count == 1 ? "0" : "0-\(count - 1)"
        throw .badParameter(
          "Requested \(kind.long) are not available - requested \(text), available: \(available)")
      }
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
    guard host.kernelMemory <= 0 || host.kernelMemory >= least else {
      throw .badParameter("Minimum kernel memory limit allowed is 6MB")
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
    guard host.cpuPeriod == 0 || (1_000...1_000_000).contains(host.cpuPeriod) else {
      throw .badParameter(
        "CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)")
    }
    try requireSet(host.cpusetCpus, count: count, of: ("cpus", "CPUs"))
    try requireSet(host.cpusetMems, count: 1, of: ("mems", "memory nodes"))
    guard host.cpuQuota <= 0 || host.cpuQuota >= 1_000 else {
      throw .badParameter("CPU cfs quota can not be less than 1ms (i.e. 1000)")
    }
  }
}
