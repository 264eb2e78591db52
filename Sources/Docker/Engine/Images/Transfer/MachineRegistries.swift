import OCI
import RegistryClient

/// The registries of the world as one machine reaches them.
struct MachineRegistries: RemoteRegistries {
  let hub: Hub
  let client: RegistryClient
  /// Registries that the machine's daemon.json allows over plain HTTP, as they are now.
  let insecureRegistries: @Sendable () async -> [String]
  /// Where the machine's connections lead.
  let dial: Dial

  func repository(
    _ name: Reference, credentials: RegistryCredentials?
  ) async throws -> any RemoteRepository {
    guard name.domain != Reference.defaultDomain else {
      return try await hub.repository(name, credentials: credentials)
    }
    let access = RegistryAccess(
      insecureRegistries: await insecureRegistries(),
      credentials: credentials.map { .init(username: $0.username, password: $0.password) }, dial: dial)
    do {
      return RegistryLink(repository: try await client.repository(name, access: access))
    } catch {
      throw RemoteFault(error)
    }
  }
}
