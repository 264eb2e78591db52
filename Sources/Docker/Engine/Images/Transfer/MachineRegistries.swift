import OCI

/// The registries of the world as one machine reaches them.
struct MachineRegistries: RemoteRegistries {
  /// The machine's name.
  let machine: String
  let hub: Hub
  /// Weak, for the machines of the neighbourhood hold this.
  private let neighbourhood: NeighbourhoodLink

  init(machine: String, hub: Hub, neighbourhood: Neighbourhood) {
    self.machine = machine
    self.hub = hub
    self.neighbourhood = NeighbourhoodLink(neighbourhood)
  }

  func repository(
    _ name: Reference, credentials: RegistryCredentials?
  ) async throws -> any RemoteRepository {
    guard name.domain != Reference.defaultDomain else {
      return try await hub.repository(name, credentials: credentials)
    }
    throw RemoteFault(kind: .other, message: "only Docker Hub can be reached so far")
  }
}

/// A neighbourhood that is not kept alive.
private final class NeighbourhoodLink: Sendable {
  weak let target: Neighbourhood?

  init(_ target: Neighbourhood) {
    self.target = target
  }
}
