/// The settings of a container for its engine (docker/docker v28.2.2, api/types/container/hostconfig.go).
extension GoStructure {
  /// A published port.
  static let portBinding = GoStructure(
    "nat.PortBinding",
    [
      .text("HostIP", "HostIp"),
      .text("HostPort"),
    ])

  static let ports = GoType.ports(.list(.structure(portBinding)))

  /// Where the output goes.
  static let logConfig = GoStructure(
    "container.LogConfig",
    [
      .text("Type"),
      .init("Config", .textMap),
    ])

  /// When a container starts again.
  static let restartPolicy = GoStructure(
    "container.RestartPolicy",
    [
      .word("Name", "container.RestartPolicyMode"),
      .number("MaximumRetryCount"),
    ])

  /// A device.
  static let device = GoStructure(
    "container.DeviceMapping",
    [
      .text("PathOnHost"),
      .text("PathInContainer"),
      .text("CgroupPermissions"),
    ])

  /// A limit of processes.
  static let ulimit = GoStructure(
    "units.Ulimit",
    [
      .text("Name"),
      .wide("Hard"),
      .wide("Soft"),
    ])

  /// What the engine does for a container.
  static let hostConfig = GoStructure(
    "container.HostConfig",
    [
      .texts("Binds"),
      .text("ContainerIDFile"),
      .init("LogConfig", .structure(logConfig)),
      .word("NetworkMode", "container.NetworkMode"),
      .init("PortBindings", ports),
      .init("RestartPolicy", .structure(restartPolicy)),
      .flag("AutoRemove"),
      .text("VolumeDriver"),
      .texts("VolumesFrom"),
      .init("ConsoleSize", .list(.number)),
      .init("Annotations", .textMap),
      .texts("CapAdd"),
      .texts("CapDrop"),
      .word("CgroupnsMode", "container.CgroupnsMode"),
      .texts("DNS", "Dns"),
      .texts("DNSOptions", "DnsOptions"),
      .texts("DNSSearch", "DnsSearch"),
      .texts("ExtraHosts"),
      .texts("GroupAdd"),
      .word("IpcMode", "container.IpcMode"),
      .word("Cgroup", "container.CgroupSpec"),
      .texts("Links"),
      .number("OomScoreAdj"),
      .word("PidMode", "container.PidMode"),
      .flag("Privileged"),
      .flag("PublishAllPorts"),
      .flag("ReadonlyRootfs"),
      .texts("SecurityOpt"),
      .init("StorageOpt", .textMap),
      .init("Tmpfs", .textMap),
      .word("UTSMode", "container.UTSMode"),
      .word("UsernsMode", "container.UsernsMode"),
      .wide("ShmSize"),
      .init("Sysctls", .textMap),
      .text("Runtime"),
      .word("Isolation", "container.Isolation"),
      .embedded(resources),
      .init("Mounts", .list(.any)),
      .texts("MaskedPaths"),
      .texts("ReadonlyPaths"),
      .init("Init", .pointer(.flag)),
    ])

  /// The limits of a container.
  static let resources = GoStructure(
    "container.Resources",
    [
      .wide("CPUShares", "CpuShares"),
      .wide("Memory"),
      .wide("NanoCPUs", "NanoCpus"),
      .text("CgroupParent"),
      .number("BlkioWeight"),
      .init("BlkioWeightDevice", .list(.pointer(.any))),
      .init("BlkioDeviceReadBps", .list(.pointer(.any))),
      .init("BlkioDeviceWriteBps", .list(.pointer(.any))),
      .init("BlkioDeviceReadIOps", .list(.pointer(.any))),
      .init("BlkioDeviceWriteIOps", .list(.pointer(.any))),
      .wide("CPUPeriod", "CpuPeriod"),
      .wide("CPUQuota", "CpuQuota"),
      .wide("CPURealtimePeriod", "CpuRealtimePeriod"),
      .wide("CPURealtimeRuntime", "CpuRealtimeRuntime"),
      .text("CpusetCpus"),
      .text("CpusetMems"),
      .init("Devices", .list(.structure(device))),
      .texts("DeviceCgroupRules"),
      .init("DeviceRequests", .list(.any)),
      .wide("KernelMemory"),
      .wide("KernelMemoryTCP"),
      .wide("MemoryReservation"),
      .wide("MemorySwap"),
      .init("MemorySwappiness", .pointer(.wide)),
      .init("OomKillDisable", .pointer(.flag)),
      .init("PidsLimit", .pointer(.wide)),
      .init("Ulimits", .list(.pointer(to: ulimit))),
      .wide("CPUCount", "CpuCount"),
      .wide("CPUPercent", "CpuPercent"),
      .number("IOMaximumIOps"),
      .number("IOMaximumBandwidth"),
    ])
}
