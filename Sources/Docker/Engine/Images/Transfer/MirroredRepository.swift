import OCI

/// A repository of Docker Hub whose content is looked for in mirrors first, as `registry-mirrors` of daemon.json asks for
/// (Docker's documentation, "Registry as a pull through cache").
///
/// Whatever is wrong with a mirror, the next one is asked and in the end Docker Hub itself; what is pushed goes there only.
actor MirroredRepository: RemoteRepository {
  /// Reaches the repository in a mirror.
  typealias Mirror = @Sendable () async throws -> any RemoteRepository

  private let mirrors: [Mirror]
  private let hub: any RemoteRepository
  /// The mirror that has given the last manifest: its blobs are there.
  private var source: (any RemoteRepository)?

  init(mirrors: [Mirror], hub: any RemoteRepository) {
    self.mirrors = mirrors
    self.hub = hub
  }

  func manifest(_ selector: ManifestSelector) async throws -> RemoteManifest {
    for mirror in mirrors {
      guard let repository = try? await mirror(), let found = try? await repository.manifest(selector) else {
        continue
      }
      source = repository
      return found
    }
    source = nil
    return try await hub.manifest(selector)
  }

  func tags() async throws -> [Tag] {
    for mirror in mirrors {
      if let tags = try? await mirror().tags() { return tags }
    }
    return try await hub.tags()
  }

  func blob(_ descriptor: Descriptor, progress: @escaping TransferProgress) async throws -> [UInt8] {
    if let bytes = try? await source?.blob(descriptor, progress: progress) { return bytes }
    return try await hub.blob(descriptor, progress: progress)
  }

  func hasBlob(_ digest: Digest) async throws -> Bool { try await hub.hasBlob(digest) }

  func mount(_ digest: Digest, from other: Repository) async throws -> Bool {
    try await hub.mount(digest, from: other)
  }

  func upload(_ descriptor: Descriptor, file: String, progress: @escaping TransferProgress) async throws {
    try await hub.upload(descriptor, file: file, progress: progress)
  }

  func put(_ manifest: [UInt8], type: MediaType, tag: Tag) async throws {
    try await hub.put(manifest, type: type, tag: tag)
  }
}
