import Basics
import OCI

/// The Docker Hub of a practice machine: every name without a registry leads here.
struct Hub: RemoteRegistries {
  let bundle: BundledImages
  let language: Language
  /// Where the content of bundled repositories comes from.
  let content: @Sendable (Reference) async throws -> any RemoteRepository

  func repository(
    _ name: Reference, credentials: RegistryCredentials?
  ) async throws -> any RemoteRepository {
    HubRepository(
      name: name, bundle: bundle, content: try await content(name), language: language)
  }

  /// The practice machine's Docker Hub knows no users.
  func logIn(to domain: String, _ credentials: RegistryCredentials) async throws {
    throw RemoteFault(
      kind: .unauthorized,
      message: "Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password")
  }
}
