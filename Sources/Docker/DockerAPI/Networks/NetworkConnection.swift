/// The body of `POST /networks/{name}/connect`.
package struct ConnectNetworkRequest: Codable, Hashable, Sendable {
  @Defaulted package var container: String = ""
  package var endpointConfig: EndpointSettings?

  package init(
    container: String = "",
    endpointConfig: EndpointSettings? = nil
  ) {
    self.container = container
    self.endpointConfig = endpointConfig
  }

  private enum CodingKeys: String, CodingKey {
    case container = "Container"
    case endpointConfig = "EndpointConfig"
  }
}

/// The body of `POST /networks/{name}/disconnect`.
package struct DisconnectNetworkRequest: Codable, Hashable, Sendable {
  @Defaulted package var container: String = ""
  @Defaulted package var isForced: Bool = false

  package init(
    container: String = "",
    isForced: Bool = false
  ) {
    self.container = container
    self.isForced = isForced
  }

  private enum CodingKeys: String, CodingKey {
    case container = "Container"
    case isForced = "Force"
  }
}
