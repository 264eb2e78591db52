import DockerAPI

/// `docker info` for people.
enum InfoText {
  static let client = """
    Client:
     Version:    \(ClientVersion.number)
     Context:    default
     Debug Mode: false
    """

  static func server(_ info: EngineInfo) -> String {
    var lines = [
      "Containers: \(info.containers)", " Running: \(info.containersRunning)",
      " Paused: \(info.containersPaused)",
      " Stopped: \(info.containersStopped)", "Images: \(info.images)",
      "Server Version: \(info.serverVersion)",
      "Storage Driver: \(info.driver)",
    ]
    lines += (info.driverStatus ?? []).map { " " + $0.joined(separator: ": ") }
    lines += [
      "Logging Driver: \(info.loggingDriver)", "Cgroup Driver: \(info.cgroupDriver)",
      "Cgroup Version: \(info.cgroupVersion ?? "1")", "Plugins:",
      " Volume: \((info.plugins.volume ?? []).joined(separator: " "))",
      " Network: \((info.plugins.network ?? []).joined(separator: " "))",
      " Log: \((info.plugins.log ?? []).joined(separator: " "))", "Swarm: \(info.swarm.localNodeState)",
    ]
    let runtimes = (info.runtimes ?? [:]).sortedKeys
    if !runtimes.isEmpty { lines.append("Runtimes: \(runtimes.joined(separator: " "))") }
    lines += [
      "Default Runtime: \(info.defaultRuntime)"
    ]
    if !info.kernelVersion.isEmpty { lines.append("Kernel Version: \(info.kernelVersion)") }
    lines += [
      "Operating System: \(info.operatingSystem)", "OSType: \(info.osType)",
      "Architecture: \(info.architecture)", "CPUs: \(info.cpuCount)",
      "Total Memory: \(Units.binarySize(info.memoryTotal))", "Name: \(info.name)", "ID: \(info.id)",
      "Docker Root Dir: \(info.dataFolder)", "Debug Mode: \(info.isDebugging)",
      "Experimental: \(info.isExperimental)",
    ]
    lines += registries(info.registryConfig)
    lines += ["Live Restore Enabled: \(info.restoresLive)", ""]
    return lines.map { $0.isEmpty ? $0 : " \($0)" }.joined(separator: "\n") + warnings(info)
  }

  private static func registries(_ config: RegistryServiceConfig?) -> [String] {
    guard let config else { return [] }
    let insecure = config.indexConfigs.sortedKeys.filter { config.indexConfigs[$0]?.isSecure == false }
    let entries = insecure + config.insecureRegistryCIDRs
    return entries.isEmpty ? [] : ["Insecure Registries:"] + entries.map { " \($0)" }
  }

  private static func warnings(_ info: EngineInfo) -> String {
    (info.warnings ?? []).map { "\n\($0)" }.joined()
  }
}
