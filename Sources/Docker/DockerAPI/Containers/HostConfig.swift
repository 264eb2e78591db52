import Basics

/// What a container takes from its host: mounts, published ports, limits.
///
/// The members stand in the order in which `docker inspect` shows them.
package struct HostConfig: Codable, Hashable, Sendable, EmptyDefault {
  /// Each as `source:path[:mode]`.
  @Nullable package var binds: [String]? = nil
  @Defaulted package var containerIDFile: String = ""
  @Defaulted package var logConfig: LogConfig = LogConfig()
  @Defaulted package var networkMode: String = "default"
  /// Keys as `5000/tcp`.
  @Nullable package var portBindings: SortedMap<[PortBinding]?>? = [:]
  @Defaulted package var restartPolicy: RestartPolicy = RestartPolicy(name: "no")
  @Defaulted package var isRemovedOnExit: Bool = false
  @Defaulted package var volumeDriver: String = ""
  @Nullable package var volumesFrom: [String]? = nil
  @Nullable package var addedCapabilities: [String]? = nil
  @Nullable package var droppedCapabilities: [String]? = nil
  @Defaulted package var cgroupNamespaceMode: String = ""
  @Nullable package var dns: [String]? = []
  @Nullable package var dnsOptions: [String]? = []
  @Nullable package var dnsSearch: [String]? = []
  @Nullable package var extraHosts: [String]? = nil
  @Nullable package var addedGroups: [String]? = nil
  @Defaulted package var ipcMode: String = ""
  @Defaulted package var cgroup: String = ""
  @Nullable package var links: [String]? = nil
  @Defaulted package var memoryScoreAdjustment: Int = 0
  @Defaulted package var pidMode: String = ""
  @Defaulted package var isPrivileged: Bool = false
  @Defaulted package var publishesAllPorts: Bool = false
  @Defaulted package var hasReadOnlyRoot: Bool = false
  @Nullable package var securityOptions: [String]? = nil
  /// Options of the storage driver.
  package var storageOptions: Labels?
  /// Options of memory file systems, by the path where they are mounted.
  package var temporaryFileSystems: Labels?
  @Defaulted package var utsMode: String = ""
  @Defaulted package var userNamespaceMode: String = ""
  @Defaulted package var sharedMemorySize: Int = 0
  package var kernelSettings: Labels?
  package var runtime: String?
  /// Rows and columns.
  @Defaulted package var consoleSize: [Int] = [0, 0]
  @Defaulted package var isolation: String = ""
  @Defaulted package var cpuShares: Int = 0
  /// Bytes; 0 is unlimited.
  @Defaulted package var memory: Int = 0
  @Defaulted package var nanoCpus: Int = 0
  @Defaulted package var cgroupParent: String = ""
  @Defaulted package var blkioWeight: Int = 0
  @Nullable package var blkioWeightDevice: [JSONValue]? = []
  @Nullable package var blkioDeviceReadBps: [JSONValue]? = []
  @Nullable package var blkioDeviceWriteBps: [JSONValue]? = []
  @Nullable package var blkioDeviceReadIOps: [JSONValue]? = []
  @Nullable package var blkioDeviceWriteIOps: [JSONValue]? = []
  @Defaulted package var cpuPeriod: Int = 0
  @Defaulted package var cpuQuota: Int = 0
  @Defaulted package var cpuRealtimePeriod: Int = 0
  @Defaulted package var cpuRealtimeRuntime: Int = 0
  @Defaulted package var cpusetCpus: String = ""
  @Defaulted package var cpusetMems: String = ""
  @Nullable package var devices: [JSONValue]? = []
  @Nullable package var deviceCgroupRules: [String]? = nil
  @Nullable package var deviceRequests: [JSONValue]? = nil
  @Defaulted package var kernelMemory: Int = 0
  @Defaulted package var kernelMemoryTCP: Int = 0
  @Defaulted package var memoryReservation: Int = 0
  @Defaulted package var memorySwap: Int = 0
  @Nullable package var memorySwappiness: Int? = nil
  @Nullable package var isMemoryKillDisabled: Bool? = nil
  @Nullable package var pidsLimit: Int? = nil
  @Nullable package var ulimits: [ResourceLimit]? = []
  @Defaulted package var cpuCount: Int = 0
  @Defaulted package var cpuPercent: Int = 0
  @Defaulted package var ioMaximumOperations: Int = 0
  @Defaulted package var ioMaximumBandwidth: Int = 0
  package var mounts: [MountRequest]?
  @Nullable package var maskedPaths: [String]? = nil
  @Nullable package var readOnlyPaths: [String]? = nil
  /// Whether a small init is its first process.
  package var hasInit: Bool?

  package init() {}

  /// What a request is read as that says nothing of it: without even the lists that docker sends empty.
  package static var unsaid: HostConfig {
    var host = HostConfig()
    host.portBindings = nil
    host.restartPolicy = RestartPolicy()
    (host.dns, host.dnsOptions, host.dnsSearch) = (nil, nil, nil)
    (host.blkioWeightDevice, host.devices, host.ulimits) = (nil, nil, nil)
    (host.blkioDeviceReadBps, host.blkioDeviceWriteBps) = (nil, nil)
    (host.blkioDeviceReadIOps, host.blkioDeviceWriteIOps) = (nil, nil)
    return host
  }

  private enum CodingKeys: String, CodingKey {
    case binds = "Binds"
    case containerIDFile = "ContainerIDFile"
    case logConfig = "LogConfig"
    case networkMode = "NetworkMode"
    case portBindings = "PortBindings"
    case restartPolicy = "RestartPolicy"
    case isRemovedOnExit = "AutoRemove"
    case volumeDriver = "VolumeDriver"
    case volumesFrom = "VolumesFrom"
    case addedCapabilities = "CapAdd"
    case droppedCapabilities = "CapDrop"
    case cgroupNamespaceMode = "CgroupnsMode"
    case dns = "Dns"
    case dnsOptions = "DnsOptions"
    case dnsSearch = "DnsSearch"
    case extraHosts = "ExtraHosts"
    case addedGroups = "GroupAdd"
    case ipcMode = "IpcMode"
    case cgroup = "Cgroup"
    case links = "Links"
    case memoryScoreAdjustment = "OomScoreAdj"
    case pidMode = "PidMode"
    case isPrivileged = "Privileged"
    case publishesAllPorts = "PublishAllPorts"
    case hasReadOnlyRoot = "ReadonlyRootfs"
    case securityOptions = "SecurityOpt"
    case storageOptions = "StorageOpt"
    case temporaryFileSystems = "Tmpfs"
    case utsMode = "UTSMode"
    case userNamespaceMode = "UsernsMode"
    case sharedMemorySize = "ShmSize"
    case kernelSettings = "Sysctls"
    case runtime = "Runtime"
    case consoleSize = "ConsoleSize"
    case isolation = "Isolation"
    case cpuShares = "CpuShares"
    case memory = "Memory"
    case nanoCpus = "NanoCpus"
    case cgroupParent = "CgroupParent"
    case blkioWeight = "BlkioWeight"
    case blkioWeightDevice = "BlkioWeightDevice"
    case blkioDeviceReadBps = "BlkioDeviceReadBps"
    case blkioDeviceWriteBps = "BlkioDeviceWriteBps"
    case blkioDeviceReadIOps = "BlkioDeviceReadIOps"
    case blkioDeviceWriteIOps = "BlkioDeviceWriteIOps"
    case cpuPeriod = "CpuPeriod"
    case cpuQuota = "CpuQuota"
    case cpuRealtimePeriod = "CpuRealtimePeriod"
    case cpuRealtimeRuntime = "CpuRealtimeRuntime"
    case cpusetCpus = "CpusetCpus"
    case cpusetMems = "CpusetMems"
    case devices = "Devices"
    case deviceCgroupRules = "DeviceCgroupRules"
    case deviceRequests = "DeviceRequests"
    case kernelMemory = "KernelMemory"
    case kernelMemoryTCP = "KernelMemoryTCP"
    case memoryReservation = "MemoryReservation"
    case memorySwap = "MemorySwap"
    case memorySwappiness = "MemorySwappiness"
    case isMemoryKillDisabled = "OomKillDisable"
    case pidsLimit = "PidsLimit"
    case ulimits = "Ulimits"
    case cpuCount = "CpuCount"
    case cpuPercent = "CpuPercent"
    case ioMaximumOperations = "IOMaximumIOps"
    case ioMaximumBandwidth = "IOMaximumBandwidth"
    case mounts = "Mounts"
    case maskedPaths = "MaskedPaths"
    case readOnlyPaths = "ReadonlyPaths"
    case hasInit = "Init"
  }
}
