/// A row of `GET /containers/json`.
package struct ContainerSummary: Codable, Hashable, Sendable {
  @Defaulted package var id: String = ""
  /// Each with the leading slash the engine gives it.
  @Defaulted package var names: [String] = []
  /// The text given to `run`, or the image's ID once no tag means it any more.
  @Defaulted package var image: String = ""
  @Defaulted package var imageID: String = ""
  /// Path and arguments, those with a space in single quotes.
  @Defaulted package var command: String = ""
  /// Seconds since 1970.
  @Defaulted package var created: Int = 0
  @Defaulted package var ports: [PortSummary] = []
  /// Bytes; only when sizes were asked for.
  package var sizeRw: Int?
  /// Bytes; only when sizes were asked for.
  package var sizeRootFs: Int?
  @Defaulted package var labels: Labels = [:]
  /// One word, such as `running`, `exited` or `created`.
  @Defaulted package var state: String = ""
  /// For people: `Up 3 minutes`.
  @Defaulted package var status: String = ""
  @Defaulted package var hostConfig: NetworkModeSummary = NetworkModeSummary()
  @Defaulted package var networkSettings: NetworkSummary = NetworkSummary()
  @Defaulted package var mounts: [MountPoint] = []

  package init(
    id: String = "",
    names: [String] = [],
    image: String = "",
    imageID: String = "",
    command: String = "",
    created: Int = 0,
    ports: [PortSummary] = [],
    sizeRw: Int? = nil,
    sizeRootFs: Int? = nil,
    labels: Labels = [:],
    state: String = "",
    status: String = "",
    hostConfig: NetworkModeSummary = NetworkModeSummary(),
    networkSettings: NetworkSummary = NetworkSummary(),
    mounts: [MountPoint] = []
  ) {
    self.id = id
    self.names = names
    self.image = image
    self.imageID = imageID
    self.command = command
    self.created = created
    self.ports = ports
    self.sizeRw = sizeRw
    self.sizeRootFs = sizeRootFs
    self.labels = labels
    self.state = state
    self.status = status
    self.hostConfig = hostConfig
    self.networkSettings = networkSettings
    self.mounts = mounts
  }

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case names = "Names"
    case image = "Image"
    case imageID = "ImageID"
    case command = "Command"
    case created = "Created"
    case ports = "Ports"
    case sizeRw = "SizeRw"
    case sizeRootFs = "SizeRootFs"
    case labels = "Labels"
    case state = "State"
    case status = "Status"
    case hostConfig = "HostConfig"
    case networkSettings = "NetworkSettings"
    case mounts = "Mounts"
  }
}

/// The part of a host configuration that a container list shows.
package struct NetworkModeSummary: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var networkMode: String = ""

  package init() {}

  package init(
    networkMode: String = ""
  ) {
    self.networkMode = networkMode
  }

  private enum CodingKeys: String, CodingKey {
    case networkMode = "NetworkMode"
  }
}

/// The networks a listed container is on, by name.
package struct NetworkSummary: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var networks: SortedMap<EndpointSettings> = [:]

  package init() {}

  package init(
    networks: SortedMap<EndpointSettings> = [:]
  ) {
    self.networks = networks
  }

  private enum CodingKeys: String, CodingKey {
    case networks = "Networks"
  }
}
