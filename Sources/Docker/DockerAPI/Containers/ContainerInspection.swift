/// The document of `GET /containers/{name}/json`, its members in the order of the engine.
package struct ContainerInspection: Codable, Hashable, Sendable {
  @Defaulted package var id: String = ""
  /// RFC 3339 with nanoseconds.
  @Defaulted package var created: String = ""
  @Defaulted package var path: String = ""
  @Defaulted package var arguments: [String] = []
  @Defaulted package var state: ContainerState = ContainerState()
  /// The image's ID.
  @Defaulted package var image: String = ""
  @Defaulted package var resolvConfPath: String = ""
  @Defaulted package var hostnamePath: String = ""
  @Defaulted package var hostsPath: String = ""
  @Defaulted package var logPath: String = ""
  /// With the leading slash.
  @Defaulted package var name: String = ""
  @Defaulted package var restartCount: Int = 0
  @Defaulted package var driver: String = ""
  @Defaulted package var platform: String = "linux"
  @Defaulted package var mountLabel: String = ""
  @Defaulted package var processLabel: String = ""
  @Defaulted package var appArmorProfile: String = ""
  @Nullable package var execIDs: [String]? = nil
  @Defaulted package var hostConfig: HostConfig = HostConfig()
  @Defaulted package var graphDriver: GraphDriver = GraphDriver()
  package var sizeRw: Int?
  package var sizeRootFs: Int?
  @Defaulted package var mounts: [MountPoint] = []
  @Defaulted package var config: ContainerConfig = ContainerConfig()
  @Defaulted package var networkSettings: NetworkSettings = NetworkSettings()

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case created = "Created"
    case path = "Path"
    case arguments = "Args"
    case state = "State"
    case image = "Image"
    case resolvConfPath = "ResolvConfPath"
    case hostnamePath = "HostnamePath"
    case hostsPath = "HostsPath"
    case logPath = "LogPath"
    case name = "Name"
    case restartCount = "RestartCount"
    case driver = "Driver"
    case platform = "Platform"
    case mountLabel = "MountLabel"
    case processLabel = "ProcessLabel"
    case appArmorProfile = "AppArmorProfile"
    case execIDs = "ExecIDs"
    case hostConfig = "HostConfig"
    case graphDriver = "GraphDriver"
    case sizeRw = "SizeRw"
    case sizeRootFs = "SizeRootFs"
    case mounts = "Mounts"
    case config = "Config"
    case networkSettings = "NetworkSettings"
  }
}
