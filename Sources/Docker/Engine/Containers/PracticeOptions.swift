import DockerAPI

/// Options of `docker run` that the processes of a practice machine do without.
enum PracticeOptions {
  /// The first one that would have to be pretended; `nil` when there is none.
  static func missing(in host: HostConfig, on computer: any HostFolders) -> String? {
    let modes = [
      ("--pid", host.pidMode, [""]), ("--uts", host.utsMode, ["", "host"]),
      ("--userns", host.userNamespaceMode, ["", "host"]),
    ]
    if host.isPrivileged { return "--privileged" }
    if host.ipcMode == "host" || host.ipcMode.hasPrefix("container:") { return "--ipc \(host.ipcMode)" }
    if let mode = modes.first(where: { !$0.2.contains($0.1) }) { return "\(mode.0) \(mode.1)" }
    let rights = ContainerRights.rights(
      adding: host.addedCapabilities ?? [], dropping: host.droppedCapabilities ?? [])
    if rights.contains(ContainerRights.beyondPractice) {
      return "--cap-add \(host.addedCapabilities?.contains("ALL") == true ? "ALL" : "SYS_ADMIN")"
    }
    if let device = HostDevice.all(in: host).first(where: { !$0.isOfPractice(on: computer) }) {
      return "--device \(device.source)"
    }
    if host.deviceCgroupRules?.isEmpty == false { return "--device-cgroup-rule" }
    let settings = host.kernelSettings?.sortedKeys ?? []
    if let setting = settings.first(where: { !$0.hasPrefix("net.") }) { return "--sysctl \(setting)" }
    let security = host.securityOptions ?? []
    if let option = security.first(where: { (try? SecurityOption(parsing: $0))?.isHonoured != true }) {
      return "--security-opt \(option)"
    }
    if LogDriver.leadsElsewhere(host.logConfig) { return "--log-driver \(host.logConfig.type)" }
    if let limit = host.ulimits?.first(where: { $0.ofShell == nil }) { return "--ulimit \(limit.name)" }
    return nil
  }

  /// Limits that are kept and shown, and that nothing enforces.
  static func unenforced(in host: HostConfig) -> [String] {
    let swap = host.memorySwap > 0 && host.memorySwap != host.memory * 2 && host.memorySwap != host.memory
    let all: [(String, Bool)] = [
      ("--cpus", host.nanoCpus > 0), ("--cpu-shares", host.cpuShares > 0),
      ("--cpu-period", host.cpuPeriod > 0),
      ("--cpu-quota", host.cpuQuota > 0), ("--cpu-rt-runtime", host.cpuRealtimeRuntime > 0),
      ("--memory-swap", swap), ("--memory-reservation", host.memoryReservation > 0),
      ("--pids-limit", (host.pidsLimit ?? 0) > 0),
      ("--blkio-weight", host.blkioWeight > 0), ("--device-read-bps", host.limitsDisks),
      ("--oom-kill-disable", host.isMemoryKillDisabled == true && host.memory > 0),
      ("--oom-score-adj", host.memoryScoreAdjustment < 0),
    ]
    return all.filter(\.1).map(\.0)
  }
}
