/// The body of `POST /containers/create`: the members of a `ContainerConfig`, and two more beside them.
package struct CreateContainerRequest: Codable, Hashable, Sendable {
  package var config: ContainerConfig
  package var hostConfig: HostConfig
  /// Whether nothing at all was said of the host's part.
  package private(set) var isWithoutHostConfig = false
  /// The networks to join, by name.
  package var endpoints: SortedMap<EndpointSettings>

  package init(config: ContainerConfig, hostConfig: HostConfig, endpoints: SortedMap<EndpointSettings> = [:])
  {
    self.config = config
    self.hostConfig = hostConfig
    self.endpoints = endpoints
  }

  /// Whether anything was said of the container itself.
  package private(set) var saysAnything = true

  private struct NetworkingConfig: Codable, Hashable {
    @Nullable var endpoints: SortedMap<EndpointSettings>?

    enum CodingKeys: String, CodingKey { case endpoints = "EndpointsConfig" }
  }

  private enum CodingKeys: String, CodingKey {
    case hostConfig = "HostConfig"
    case networkingConfig = "NetworkingConfig"
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    config = try ContainerConfig(from: decoder)
    saysAnything = try !decoder.container(keyedBy: AnyKey.self).allKeys.isEmpty
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let host = try container.decodeIfPresent(HostConfig.self, forKey: .hostConfig)
    hostConfig = host ?? .unsaid
    isWithoutHostConfig = host == nil
    let networking = try container.decodeIfPresent(NetworkingConfig.self, forKey: .networkingConfig)
    endpoints = networking?.endpoints ?? [:]
  }

  package func encode(to encoder: any Encoder) throws {
    try config.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    if !isWithoutHostConfig { try container.encode(hostConfig, forKey: .hostConfig) }
    try container.encode(NetworkingConfig(endpoints: endpoints), forKey: .networkingConfig)
  }
}
