/// The body of `POST /containers/create`: the members of a `ContainerConfig`, and two more beside them.
package struct CreateContainerRequest: Codable, Hashable, Sendable {
  package var config: ContainerConfig
  package var hostConfig: HostConfig
  /// The networks to join, by name.
  package var endpoints: SortedMap<EndpointSettings>

  package init(config: ContainerConfig, hostConfig: HostConfig, endpoints: SortedMap<EndpointSettings> = [:])
  {
    self.config = config
    self.hostConfig = hostConfig
    self.endpoints = endpoints
  }

  private struct NetworkingConfig: Codable, Hashable {
    @Nullable var endpoints: SortedMap<EndpointSettings>?

    enum CodingKeys: String, CodingKey { case endpoints = "EndpointsConfig" }
  }

  private enum CodingKeys: String, CodingKey {
    case hostConfig = "HostConfig"
    case networkingConfig = "NetworkingConfig"
  }

  package init(from decoder: any Decoder) throws {
    config = try ContainerConfig(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    hostConfig = try container.decodeIfPresent(HostConfig.self, forKey: .hostConfig) ?? HostConfig()
    let networking = try container.decodeIfPresent(NetworkingConfig.self, forKey: .networkingConfig)
    endpoints = networking?.endpoints ?? [:]
  }

  package func encode(to encoder: any Encoder) throws {
    try config.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(hostConfig, forKey: .hostConfig)
    try container.encode(NetworkingConfig(endpoints: endpoints), forKey: .networkingConfig)
  }
}
