import Basics
import DockerAPI
import OCI

/// The configuration of a container: what the request says, completed from the image as Docker does it.
struct ContainerRecipe {
  let commandLine: CommandLine
  let config: ContainerConfig
  let hostConfig: HostConfig

  init(
    _ request: CreateContainerRequest, image: ContainerImage, id: String, machineName: String
  ) throws(EngineFault) {
    let defaults = image.defaults
    commandLine = try CommandLine(
      entrypoint: request.config.entrypoint, command: request.config.command,
      imageEntrypoint: defaults.entrypoint, imageCommand: defaults.cmd)
    let hostName = request.hostConfig.networkMode == "host" ? machineName : Identifier.short(id)
    config = Self.merged(request.config, defaults, hostName: hostName)
    let folder = config.workingDirectory
    guard folder.isEmpty || folder.hasPrefix("/") else { throw Self.noFolder(folder) }
    if let signal = config.stopSignal, !signal.isEmpty { _ = try Signal(parsing: signal) }
    var host = try Self.completed(request.hostConfig)
    // Docker chooses one for who says nothing at all only when the container starts.
    if request.isWithoutHostConfig { host.runtime = nil }
    hostConfig = host
  }

  static func noFolder(_ path: String) -> EngineFault {
    .badParameter("the working directory '\(path)' is invalid, it needs to be an absolute path")
  }

  private static func merged(
    _ asked: ContainerConfig, _ image: ImageConfig.ContainerDefaults, hostName: String
  ) -> ContainerConfig {
    var config = asked
    if config.hostname.isEmpty { config.hostname = hostName }
    if config.user.isEmpty { config.user = image.user ?? "" }
    if config.workingDirectory.isEmpty { config.workingDirectory = image.workingDir ?? "" }
    if (config.entrypoint ?? []).isEmpty {
      if (config.command ?? []).isEmpty { config.command = image.cmd }
      config.entrypoint = image.entrypoint ?? config.entrypoint
    }
    // An empty text is how a client says that the image's is not wanted.
    if config.entrypoint == [""] { config.entrypoint = nil }
    config.environment = environment(asked.environment ?? [], image.env ?? [])
    let ports = (asked.exposedPorts?.values.keys.map(\.self) ?? []) + (image.exposedPorts?.sorted ?? [])
    config.exposedPorts = ports.isEmpty ? nil : set(ports)
    let volumes = (asked.volumes?.values.keys.map(\.self) ?? []) + (image.volumes?.sorted ?? [])
    config.volumes = volumes.isEmpty ? nil : set(volumes)
    let labels = image.labels?.values ?? [:]
    config.labels = Labels(labels.merging(asked.labels?.values ?? [:]) { _, asked in asked })
    config.stopSignal = asked.stopSignal ?? image.stopSignal
    let healthcheck: HealthcheckConfig? = image.healthcheck.flatMap { try? $0.decoded() }
    config.healthcheck = asked.healthcheck.map { $0.completed(from: healthcheck) } ?? healthcheck
    config.shell = asked.shell ?? image.shell
    return config
  }

  /// The learner's variables first, then those of the image that they did not set.
  private static func environment(_ asked: [String], _ image: [String]) -> [String] {
    let names = Set(asked.map(name))
    return asked + image.filter { !names.contains(name($0)) }

    func name(_ variable: String) -> Substring {
      variable.prefix { $0 != "=" }
    }
  }

  private static func set(_ keys: [String]) -> SortedMap<EmptyObject> {
    SortedMap(Dictionary(keys.map { ($0, EmptyObject()) }) { first, _ in first })
  }

  private static func completed(_ asked: HostConfig) throws(EngineFault) -> HostConfig {
    var host = asked
    host.addedCapabilities = try ContainerRights.normalized(host.addedCapabilities, "CapAdd")
    host.droppedCapabilities = try ContainerRights.normalized(host.droppedCapabilities, "CapDrop")
    if host.memory > 0, host.memorySwap == 0 { host.memorySwap = host.memory * 2 }
    if host.isPrivileged || host.pidMode == "host", (host.securityOptions ?? []).isEmpty {
      host.securityOptions = ["label=disable"]
    }
    return filled(host)
  }

  /// What is asked for, and the engine's own choice where nothing is.
  static func filled(_ asked: HostConfig) -> HostConfig {
    var host = asked
    if host.logConfig.type.isEmpty { host.logConfig.type = "json-file" }
    if host.networkMode.isEmpty { host.networkMode = "default" }
    if host.cgroupNamespaceMode.isEmpty { host.cgroupNamespaceMode = "host" }
    if host.ipcMode.isEmpty { host.ipcMode = "private" }
    if host.sharedMemorySize == 0 { host.sharedMemorySize = MemoryMount.standardSharedMemory }
    if host.runtime == nil { host.runtime = "runc" }
    if host.consoleSize.isEmpty { host.consoleSize = [0, 0] }
    if host.links?.isEmpty == true { host.links = nil }
    // Go leaves out what is empty there.
    if host.storageOptions?.isEmpty == true { host.storageOptions = nil }
    if host.temporaryFileSystems?.isEmpty == true { host.temporaryFileSystems = nil }
    if host.kernelSettings?.isEmpty == true { host.kernelSettings = nil }
    if host.mounts?.isEmpty == true { host.mounts = nil }
    if host.memorySwappiness == -1 { host.memorySwappiness = nil }
    if host.pidsLimit == 0 { host.pidsLimit = nil }
    if host.isMemoryKillDisabled == nil { host.isMemoryKillDisabled = false }
    host.maskedPaths = maskedPaths
    host.readOnlyPaths = readOnlyPaths
    return host
  }

  private static let maskedPaths = [
    "/proc/asound", "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
    "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
  ]

  private static let readOnlyPaths = [
    "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger",
  ]
}
