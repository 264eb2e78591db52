import Basics
import DockerAPI

/// The options that are part of a container's host configuration and nothing to docker itself.
enum PassedOnArguments {
  static func take(_ arguments: ParsedArguments, into host: inout HostConfig) throws(CommandFailure) {
    try requireSense(arguments)
    takeLimits(arguments, into: &host)
    host.cgroupParent = arguments.string("cgroup-parent") ?? ""
    host.cgroupNamespaceMode = arguments.string("cgroupns") ?? ""
    host.ipcMode = arguments.string("ipc") ?? ""
    host.isolation = arguments.string("isolation") ?? ""
    host.utsMode = arguments.string("uts") ?? ""
    host.userNamespaceMode = arguments.string("userns") ?? ""
    host.runtime = arguments.string("runtime")
    host.volumeDriver = arguments.string("volume-driver") ?? ""
    host.addedGroups = given(arguments.list("group-add"))
    host.securityOptions = given(arguments.list("security-opt"))
    let settings = arguments.list("sysctl")
    host.kernelSettings = settings.isEmpty ? nil : SortedMap(JSONValue.pairs(settings))
  }

  private static func takeLimits(_ arguments: ParsedArguments, into host: inout HostConfig) {
    host.blkioWeight = arguments.integer("blkio-weight") ?? 0
    host.cpuPeriod = arguments.integer("cpu-period") ?? 0
    host.cpuQuota = arguments.integer("cpu-quota") ?? 0
    host.cpuRealtimePeriod = arguments.integer("cpu-rt-period") ?? 0
    host.cpuRealtimeRuntime = arguments.integer("cpu-rt-runtime") ?? 0
    host.cpuShares = arguments.integer("cpu-shares") ?? 0
    host.cpusetCpus = arguments.string("cpuset-cpus") ?? ""
    host.cpusetMems = arguments.string("cpuset-mems") ?? ""
    host.kernelMemory = arguments.string("kernel-memory").flatMap(ByteCount.value) ?? 0
    host.memoryReservation = arguments.string("memory-reservation").flatMap(ByteCount.value) ?? 0
    host.memorySwap = arguments.string("memory-swap").flatMap(SwapLimit.value) ?? 0
    host.memorySwappiness = arguments.integer("memory-swappiness") ?? -1
    host.isMemoryKillDisabled = arguments.bool("oom-kill-disable")
    host.memoryScoreAdjustment = arguments.integer("oom-score-adj") ?? 0
    host.pidsLimit = arguments.integer("pids-limit") ?? 0
  }

  private static func given(_ values: [String]) -> [String]? { values.isEmpty ? nil : values }

  /// What docker finds wrong before it asks the engine.
  private static func requireSense(_ arguments: ParsedArguments) throws(CommandFailure) {
    if let value = arguments.integer("memory-swappiness"), !(-1...100).contains(value) {
      throw failure("invalid value: \(value). Valid memory swappiness range is 0-100")
    }
    if let address = arguments.string("mac-address") {
      // Docker knows such addresses only for each network of its own, which the engine is too old for.
      throw failure(
        address.wholeMatch(of: /[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}/) == nil
          ? "\(address) is not a valid mac address"
          : "\"specify mac-address per network\" requires API version 1.44, but the Docker daemon API version is 1.41"
      )
    }
    for (name, mode, kind) in [("cgroupns", "private", "CGROUP"), ("uts", "", "UTS"), ("userns", "", "USER")]
    {
      guard let value = arguments.string(name), value != "host", value != mode else { continue }
      throw failure("--\(name): invalid \(kind) mode")
    }
    for option in arguments.list("security-opt") where !isSecurityOption(option) {
      throw failure("Invalid --security-opt: \(GoText.quoted(option))")
    }
  }

  /// `name=value` or `name:value`; only one name stands alone.
  private static func isSecurityOption(_ text: String) -> Bool {
    let separator: Character = text.contains("=") ? "=" : ":"
    let parts = text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
    return parts[0] == "no-new-privileges" || parts.count == 2 && !parts[1].isEmpty
  }

  private static func failure(_ text: String) -> CommandFailure { CommandFailure(text, exitCode: 125) }
}

/// A value of `--memory-swap`: a number of bytes, or -1 for no limit.
enum SwapLimit: FlagValue {
  static func parse(_ text: String) throws(FlagValueProblem) -> Int {
    text == "-1" ? -1 : try ByteCount.parse(text)
  }
}

/// A value of `--sysctl`: `name=value`, of the settings that a container has for itself.
enum KernelSettingArgument {
  private static let names: Set = [
    "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax",
    "kernel.shmmni", "kernel.shm_rmid_forced",
  ]

  static func objection(_ text: String) -> String? {
    let name = text.prefix { $0 != "=" }
    let isKnown = names.contains(String(name)) || name.hasPrefix("net.") || name.hasPrefix("fs.mqueue.")
    return isKnown && name.count < text.count ? nil : "sysctl '\(text)' is not allowed"
  }
}

/// Numbers that are not simply integers.
enum FlagNumber {
  /// What docker says against a value of `--blkio-weight`.
  static func objectionToWeight(_ text: String) -> String? {
    UInt16(text) == nil ? "strconv.ParseUint: parsing \(GoText.quoted(text)): invalid syntax" : nil
  }
}
