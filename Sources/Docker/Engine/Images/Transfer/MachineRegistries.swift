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
    do {
      let repository = try await client.repository(name, access: await access(with: credentials))
      return RegistryLink(repository: repository)
    } catch {
      throw RemoteFault(error)
    }
  }

  func logIn(to domain: String, _ credentials: RegistryCredentials) async throws {
    guard domain != Reference.defaultDomain else { return try await hub.logIn(to: domain, credentials) }
    do {
      try await client.logIn(to: domain, access: await access(with: credentials))
    } catch {
      throw RemoteFault(error)
    }
  }

  private func access(with credentials: RegistryCredentials?) async -> RegistryAccess {
    RegistryAccess(
      insecureRegistries: await insecureRegistries(),
      credentials: credentials.map { .init(username: $0.username, password: $0.password) }, dial: dial)
  }
}
