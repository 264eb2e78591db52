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
}
