import OCI

/// A repository in a registry, as pulls and pushes see it; every error is a `RemoteFault`.
protocol RemoteRepository: Sendable {
  /// The manifest or index under a tag or digest, its digest verified.
  func manifest(_ selector: ManifestSelector) async throws -> RemoteManifest
  /// Every tag, sorted.
  func tags() async throws -> [Tag]
  /// The whole content of a blob, its digest verified; tells how many bytes have arrived.
  func blob(_ descriptor: Descriptor, progress: @escaping TransferProgress) async throws -> [UInt8]
  func hasBlob(_ digest: Digest) async throws -> Bool
  /// Asks the registry to take a blob from another of its repositories; `false` when it does not.
  func mount(_ digest: Digest, from repository: Repository) async throws -> Bool
  /// Sends a file as a blob; tells how many bytes have gone.
  func upload(_ descriptor: Descriptor, file: String, progress: @escaping TransferProgress) async throws
  func put(_ manifest: [UInt8], type: MediaType, tag: Tag) async throws
}

/// Told now and then how many bytes have been transferred.
typealias TransferProgress = @Sendable (Int) async -> Void

/// Where a machine's pulls and pushes go.
protocol RemoteRegistries: Sendable {
  /// Reaches the registry of a reference by Docker's rules of schemes, and names the repository there.
  func repository(_ name: Reference, credentials: RegistryCredentials?) async throws -> any RemoteRepository
  /// Asks a registry whether it knows a user; throws a `RemoteFault` when it does not.
  func logIn(to domain: String, _ credentials: RegistryCredentials) async throws
}

/// The user a registry knows the machine as.
struct RegistryCredentials: Sendable, Hashable {
  let username: String
  let password: String
}

/// What picks a manifest in a repository.
enum ManifestSelector: Sendable, Hashable {
  case tag(Tag)
  case digest(Digest)

  /// The tag or digest of a reference, `latest` for neither.
  init(_ reference: Reference) {
    self = reference.digest.map { .digest($0) } ?? .tag(reference.tag ?? .latest)
  }
}

/// A manifest as it travels.
struct RemoteManifest: Sendable, Hashable {
  let bytes: [UInt8]
  let type: MediaType
  let digest: Digest
}

/// Why a registry did not do what it was asked.
struct RemoteFault: Error, Sendable, Hashable {
  enum Kind: Sendable {
    /// It refuses this user, or hides whether the repository exists.
    case denied
    case manifestUnknown
    case nameUnknown
    case unauthorized
    case other
  }

  let kind: Kind
  /// In Docker's words.
  let message: String
}
