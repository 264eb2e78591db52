import Basics
import DockerAPI
import OCI

/// A push: its reply is always 200, and everything that goes wrong is its last message.
struct ImagePush: Sendable {
  /// With a tag, or without when every tag of the repository is meant.
  private let reference: Reference
  private let store: ImageStore
  private let registries: any RemoteRegistries
  private let credentials: RegistryCredentials?

  /// Reads the name in the path and the query parameter `tag`.
  init(
    name: String, tag: String, from store: ImageStore, through registries: any RemoteRegistries,
    credentials: RegistryCredentials? = nil
  ) throws(EngineFault) {
    var reference = try ImageCatalog.reference(name)
    if !tag.isEmpty { reference.tag = try ImageCatalog.tag(tag) }
    self.reference = reference
    self.store = store
    self.registries = registries
    self.credentials = credentials
  }

  /// Sends what the registry does not have, telling of each step.
  func run(_ emit: @escaping ProgressSink) async throws {
    do {
      try await emit(.line("The push refers to repository [\(reference.name)]"))
      let tags = await store.tags(of: reference.name)
      guard !tags.isEmpty else {
        throw EngineFault.system(
          "An image does not exist locally with the tag: \(reference.familiarName)")
      }
      let remote = try await registries.repository(reference, credentials: credentials)
      for target in reference.tag == nil ? tags : [reference] { try await push(target, to: remote, emit) }
      let labels = await store.image(named: reference)?.labels ?? [:]
      await store.announce(
        ImageEvent(action: "push", id: reference.familiar, name: reference.familiarName, labels: labels))
    } catch {
      try await emit(.failure(RemoteFault.words(for: error)))
    }
  }

  private func push(
    _ target: Reference, to remote: any RemoteRepository, _ emit: @escaping ProgressSink
  ) async throws {
    guard let image = await store.image(named: target), let tag = target.tag else {
      throw EngineFault.system("tag does not exist: \(target.familiar)")
    }
    var layers: [StoredLayer] = []
    for diffID in image.diffIDs {
      guard let layer = await store.layer(diffID) else {
        throw EngineFault.system("layer does not exist: \(diffID)")
      }
      layers.append(layer)
    }
    try await LayerUpload(store: store, remote: remote, target: target, emit: emit).run(layers)
    let config = try await uploadConfig(of: image, to: remote)
    let manifest = try Manifest(config: config, layers: layers.map(\.dockerDescriptor)).dockerBytes()
    try await remote.put(manifest, type: .dockerManifest, tag: tag)
    let digest = Digest.sha256(of: manifest)
    try await emit(.line("\(tag): digest: \(digest) size: \(manifest.count)"))
    try await store.name(image, [target, target.digested(digest)])
    let result = PushResult(tag: tag.name, digest: digest.description, size: manifest.count)
    try await emit(ProgressMessage(progressDetail: ProgressDetail(), aux: try JSONValue(encoding: result)))
  }

  private func uploadConfig(of image: Image, to remote: any RemoteRepository) async throws -> Descriptor {
    let size = try await store.bytes(of: image.id).count
    let config = Descriptor(mediaType: .dockerConfig, size: size, digest: image.id)
    if try await !remote.hasBlob(image.id) {
      try await remote.upload(config, file: store.file(of: image.id)) { _ in }
    }
    return config
  }
}

extension StoredLayer {
  /// The layer as a Docker manifest names it, whatever the manifest it came with said.
  fileprivate var dockerDescriptor: Descriptor {
    let isPlain = blob.mediaType == .ociLayer || blob.digest == diffID
    let type = isPlain ? MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar") : .dockerLayer
    return Descriptor(mediaType: type, size: blob.size, digest: blob.digest)
  }
}
