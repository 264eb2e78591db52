import Basics
import DockerAPI
import OCI

/// A pull whose registry has answered: all that is left is to bring the content over.
struct ImagePull: Sendable {
  private let request: PullRequest
  private let store: ImageStore
  private let remote: any RemoteRepository
  /// The names to pull, each with its tag or digest.
  private let targets: [Reference]
  /// The manifest of the first target.
  private let first: RemoteManifest

  /// Asks the registry for what is to be pulled.
  ///
  /// - Throws: `EngineFault`, which becomes the reply: nothing has been printed yet.
  init(
    _ request: PullRequest, into store: ImageStore, through registries: any RemoteRegistries,
    credentials: RegistryCredentials? = nil
  ) async throws(EngineFault) {
    self.request = request
    self.store = store
    do {
      remote = try await registries.repository(request.reference, credentials: credentials)
      let tags = request.wantsAllTags ? try await remote.tags() : []
      targets = tags.isEmpty ? [request.reference.withDefaultTag] : tags.map { request.reference.tagged($0) }
      first = try await remote.manifest(ManifestSelector(targets[0]))
    } catch {
      throw RemoteFault.pullFault(error, of: request.reference.withDefaultTag)
    }
  }

  /// Brings the images over, telling of each step; an error from here on is the last message.
  func run(_ emit: @escaping ProgressSink) async throws {
    do {
      var isNewer = false
      for (index, target) in targets.enumerated() {
        let manifest = index == 0 ? first : try await remote.manifest(ManifestSelector(target))
        if try await pull(target, manifest, emit) { isNewer = true }
      }
      let name = request.reference.familiar
      try await emit(
        .line(
          isNewer ? "Status: Downloaded newer image for \(name)" : "Status: Image is up to date for \(name)"))
      try await warnAboutPlatform(emit)
      let labels = await store.image(named: request.reference)?.labels ?? [:]
      await store.announce(
        ImageEvent(action: "pull", id: name, name: request.reference.familiarName, labels: labels))
    } catch {
      try await emit(.failure(RemoteFault.words(for: error)))
    }
  }

  /// Whether the name was new or belonged to another image before.
  private func pull(_ target: Reference, _ manifest: RemoteManifest, _ emit: @escaping ProgressSink)
    async throws
    -> Bool
  {
    try await emit(
      .line(
        "Pulling from \(target.repository)", id: target.digest == nil ? target.tag?.name : target.description)
    )
    let image = try await image(of: manifest, target, emit)
    try await emit(.line("Digest: \(manifest.digest)"))
    let isNewer = await store.image(named: target)?.id != image.id
    try await store.name(image, [target, target.digested(manifest.digest)])
    return isNewer
  }

  /// The image of a manifest, or of the entry of an index that fits the platform; taken in if it was not there.
  private func image(
    of manifest: RemoteManifest, _ target: Reference, _ emit: @escaping ProgressSink
  ) async throws -> Image {
    let document = try await imageManifest(manifest)
    if let known = await store.image(id: document.config.digest), !known.isWithdrawn { return known }
    let config = try await remote.blob(document.config) { _ in }
    let image = try Image(config: config)
    guard image.diffIDs.count == document.layers.count else {
      throw EngineFault.system("layers from manifest don't match image configuration")
    }
    let download = LayerDownload(store: store, remote: remote, repository: target.name, emit: emit)
    let layers = try await download.layers(zip(image.diffIDs, document.layers).map { ($0, $1) })
    try await store.keep(config, digest: image.id)
    try await store.add([ImageStore.PreparedImage(image: image, layers: layers)])
    return image
  }

  private func imageManifest(_ manifest: RemoteManifest) async throws -> Manifest {
    guard manifest.type.isIndex else { return try JSONValue(parsing: manifest.bytes).decoded() }
    let index: ImageIndex = try JSONValue(parsing: manifest.bytes).decoded()
    let wanted = request.platform ?? .current
    guard
      let entry = index.manifest(for: wanted) ?? index.manifests.first(where: { $0.platform?.os == "linux" })
    else {
      throw EngineFault.system("no matching manifest for \(wanted) in the manifest list entries")
    }
    return try JSONValue(parsing: try await remote.manifest(.digest(entry.digest)).bytes).decoded()
  }

  private func warnAboutPlatform(_ emit: ProgressSink) async throws {
    guard let wanted = request.platform, let image = await store.image(named: targets[0]) else { return }
    let actual = Platform(os: image.config.os, architecture: image.config.architecture)
    guard !wanted.runs(actual) else { return }
    try await emit(
      .line(
        "WARNING: image with reference \(request.asked) was found but does not match the specified "
          + "platform: wanted \(wanted), actual: \(actual)"))
  }
}

extension Reference {
  func tagged(_ tag: Tag) -> Self { Self(domain: domain, repository: repository, tag: tag) }
  func digested(_ digest: Digest) -> Self { Self(domain: domain, repository: repository, digest: digest) }
}
