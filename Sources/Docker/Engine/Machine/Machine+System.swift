import Basics
import DockerAPI
import OCI
import Shell

/// The Docker Engine that a practice machine says it is.
enum EngineIdentity {
  static let version = "20.10.24"
  static let server = "Docker/\(version) (linux)"
  static let operatingSystem = "dojo practice machine"

  /// Go's name of the processor, and the kernel's.
  static var processor: (go: String, kernel: String) {
    #if arch(arm64)
      ("arm64", "aarch64")
    #else
      ("amd64", "x86_64")
    #endif
  }
}

extension Machine {
  nonisolated var engineVersion: EngineVersion {
    let api = APIVersion.current.description
    let oldest = APIVersion.oldest.description
    let processor = EngineIdentity.processor.go
    let engine: Labels = [
      "ApiVersion": api, "Arch": processor, "BuildTime": "", "Experimental": "false", "GitCommit": "dojo",
      "GoVersion": "", "KernelVersion": "", "MinAPIVersion": oldest, "Os": "linux",
    ]
    return EngineVersion(
      platform: PlatformName(name: EngineIdentity.operatingSystem),
      components: [EngineComponent(name: "Engine", version: EngineIdentity.version, details: engine)],
      version: EngineIdentity.version, apiVersion: api, minimumAPIVersion: oldest, gitCommit: "dojo",
      os: "linux", arch: processor)
  }

  func info() async -> EngineInfo {
    var info = EngineInfo()
    let states = state.containers.map(\.life.status)
    info.id = state.id
    info.containers = states.count
    info.containersPaused = states.count { $0 == .paused }
    info.containersRunning = states.count { $0 == .running || $0 == .restarting }
    info.containersStopped = states.count - info.containersPaused - info.containersRunning
    info.images = ((try? await images.list()) ?? []).count
    info.driver = "overlay2"
    info.driverStatus = [["Backing Filesystem", "extfs"], ["Supports d_type", "true"]]
    info.plugins = EnginePlugins(
      volume: ["local"], network: ["bridge", "host", "null"], log: ["json-file", "local"])
    info.systemTime = now().text
    info.cgroupVersion = "1"
    info.eventListenerCount = events.listenerCount
    info.operatingSystem = EngineIdentity.operatingSystem
    info.architecture = EngineIdentity.processor.kernel
    info.registryConfig = configuration.registryConfig
    info.cpuCount = Computer.processors
    info.memoryTotal = Computer.memory
    info.dataFolder = "/var/lib/docker"
    info.name = name
    info.serverVersion = EngineIdentity.version
    info.runtimes = ["runc": EngineRuntime(path: "runc")]
    info.defaultRuntime = "runc"
    info.initBinary = "docker-init"
    info.securityOptions = []
    return info
  }

  /// What images, containers and volumes take.
  func diskUsage() async throws(EngineFault) -> DiskUsage {
    let rows = try await list(ContainerFilter(.none, all: true, limit: nil), withSize: true)
    let uses = state.containers.map(\.imageID)
    var (layersSize, images) = try await images.diskUsage()
    for index in images.indices {
      let id = images[index].id
      images[index].containers = uses.count { $0 == id }
    }
    // Docker does not measure volumes that may lie elsewhere.
    let volumes = state.volumes.filter { $0.options?.isEmpty ?? true }.map { record in
      var volume = record.document
      volume.usageData = VolumeUsage(
        referenceCount: state.containers(using: record.name).count, size: folder.size(ofVolume: record.name))
      return volume
    }
    return DiskUsage(
      layersSize: layersSize, images: images, containers: rows, volumes: volumes)
  }
}
