import DockerAPI

/// Options of `docker run` that the processes of a practice machine do without.
enum PracticeOptions {
  /// The first one that would have to be pretended; `nil` when there is none.
  static func missing(in host: HostConfig) -> String? {
    let modes = [
      ("--pid", host.pidMode, [""]), ("--uts", host.utsMode, [""]),
      ("--ipc", host.ipcMode, ["", "private", "shareable", "none"]),
      ("--userns", host.userNamespaceMode, ["", "host"]),
    ]
    if host.isPrivileged { return "--privileged" }
    if let mode = modes.first(where: { !$0.2.contains($0.1) }) { return "\(mode.0) \(mode.1)" }
    let rights = ContainerRights.rights(
      adding: host.addedCapabilities ?? [], dropping: host.droppedCapabilities ?? [])
    if rights.contains(ContainerRights.beyondPractice) {
      return "--cap-add \(host.addedCapabilities?.contains("ALL") == true ? "ALL" : "SYS_ADMIN")"
    }
    let lists = [
      ("--device", host.devices?.isEmpty), ("--gpus", host.deviceRequests?.isEmpty),
      ("--device-cgroup-rule", host.deviceCgroupRules?.isEmpty), ("--group-add", host.addedGroups?.isEmpty),
      ("--sysctl", host.kernelSettings?.isEmpty),
    ]
    if let list = lists.first(where: { $0.1 == false }) { return list.0 }
    let security = host.securityOptions ?? []
    if let option = security.first(where: { !Self.harmless.contains($0) }) {
      return "--security-opt \(option)"
    }
    if let limit = host.ulimits?.first(where: { $0.ofShell == nil }) { return "--ulimit \(limit.name)" }
    return nil
  }

  /// What a room is like anyhow.
  private static let harmless: Set = [
    "no-new-privileges", "no-new-privileges:true", "no-new-privileges=true", "seccomp=unconfined",
    "seccomp:unconfined", "apparmor=unconfined", "apparmor:unconfined", "label=disable", "label:disable",
  ]

  /// Limits that are kept and shown, and that nothing enforces.
  static func unenforced(in host: HostConfig) -> [String] {
    let swap = host.memorySwap > 0 && host.memorySwap != host.memory * 2 && host.memorySwap != host.memory
    let all: [(String, Bool)] = [
      ("--cpus", host.nanoCpus > 0), ("--cpu-shares", host.cpuShares > 0),
      ("--cpu-period", host.cpuPeriod > 0),
      ("--cpu-quota", host.cpuQuota > 0), ("--cpuset-cpus", !host.cpusetCpus.isEmpty),
      ("--cpuset-mems", !host.cpusetMems.isEmpty), ("--cpu-rt-runtime", host.cpuRealtimeRuntime > 0),
      ("--memory-swap", swap), ("--memory-reservation", host.memoryReservation > 0),
      ("--kernel-memory", host.kernelMemory > 0), ("--pids-limit", (host.pidsLimit ?? 0) > 0),
      ("--blkio-weight", host.blkioWeight > 0), ("--oom-kill-disable", host.isMemoryKillDisabled == true),
      ("--oom-score-adj", host.memoryScoreAdjustment != 0),
    ]
    return all.filter(\.1).map(\.0)
  }
}
