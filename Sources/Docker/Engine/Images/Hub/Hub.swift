import Basics
import OCI

/// The Docker Hub of a practice machine: every name without a registry leads here.
struct Hub: RemoteRegistries {
  let bundle: BundledImages
  let language: Language

  func repository(
    _ name: Reference, credentials: RegistryCredentials?
  ) async throws -> any RemoteRepository {
    HubRepository(
      name: name, bundle: bundle, content: BundleRepository(name: name, bundle: bundle), language: language)
  }
}
