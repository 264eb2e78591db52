import HTTPClient
import OCI

/// Reaches registries as Docker does; connections are kept and used again.
package struct RegistryClient: Sendable {
  private let http: HTTPClient

  /// A client that has at most `connections` requests under way at once.
  package init(connections: Int = 4) {
    http = HTTPClient(slots: connections)
  }

  /// Reaches the registry of a reference, and names the repository there.
  ///
  /// - Throws: `RegistryClientError`, in the words in which Docker says that it could not.
  package func repository(
    _ reference: Reference, access: RegistryAccess
  ) async throws(RegistryClientError) -> RegistryRepository {
    RegistryRepository(
      name: reference.repository,
      connection: try await RegistryConnection(to: reference.domain, access: access, http: http))
  }

  /// Finds out whether a registry knows the user of `access`.
  ///
  /// - Throws: `RegistryClientError`, in the words of `docker login` when it does not.
  package func logIn(to domain: String, access: RegistryAccess) async throws(RegistryClientError) {
    try await RegistryConnection(to: domain, access: access, http: http).logIn()
  }

  /// Every repository of a registry, in its own order, as far as it lists them.
  package func catalog(
    of domain: String, access: RegistryAccess
  ) async throws(RegistryClientError) -> [Repository] {
    let connection = try await RegistryConnection(to: domain, access: access, http: http)
    let names = try await connection.list("/v2/_catalog?n=1000", key: "repositories")
    return names.compactMap { try? Repository(parsing: $0) }
  }
}
