import Basics
import DockerAPI
import OCI

/// `docker import`: makes an image of one layer from an archive of files.
struct ImageImport: Sendable {
  /// What was asked for besides the archive.
  struct Wish: Sendable {
    /// The name to give; `nil` for none.
    let name: Reference?
    let message: String
    /// Dockerfile instructions: `CMD ["sh"]`.
    let changes: [String]
  }

  private let wish: Wish
  private let store: ImageStore
  private let now: Timestamp

  init(_ wish: Wish, into store: ImageStore, at now: Timestamp) {
    self.wish = wish
    self.store = store
    self.now = now
  }

  /// - Returns: the image's id.
  /// - Throws: `EngineFault` in Docker's words for what is no archive, or an instruction that means nothing here.
  func run(_ archive: [UInt8]) async throws -> Digest {
    let layer: StoredLayer
    do {
      let start = Array(try Packing.unpack(archive).prefix(512))
      guard archive.isEmpty || start.count == 512 else { throw LayerError.truncated }
      guard archive.isEmpty || TarReader.isHeader(start[...]) else { throw LayerError.corrupt }
      layer = try await store.keepLayer(archive)
    } catch let error as LayerError {
      let reason = error == .truncated ? "unexpected EOF" : "archive/tar: invalid tar header"
      throw EngineFault.system("Error processing tar file(exit status 1): \(reason)")
    }
    let config = try document(of: layer).utf8()
    let image = try Image(config: config)
    try await store.keep(config, digest: image.id)
    let names = wish.name.map { [$0] } ?? []
    try await store.add([ImageStore.PreparedImage(image: image, layers: [layer], names: names)])
    await store.announce(ImageEvent("import", image))
    if let name = wish.name {
      await store.announce(ImageEvent("tag", image, name: name.familiar))
    }
    return image.id
  }

  private func document(of layer: StoredLayer) throws -> JSONValue {
    var config = ContainerConfig()
    config = try ConfigChanges.apply(wish.changes, to: config)
    let encoded = try JSONValue(encoding: config)
    let created = now.text
    let comment = wish.message.isEmpty ? "Imported from -" : wish.message
    return [
      "architecture": .string(Platform.current.architecture), "comment": .string(comment),
      "config": encoded, "container_config": try JSONValue(encoding: ContainerConfig()),
      "created": .string(created), "docker_version": .string(EngineIdentity.version),
      "history": [["created": .string(created), "comment": .string(comment)]], "os": "linux",
      "rootfs": ["type": "layers", "diff_ids": [.string(layer.diffID.description)]],
    ]
  }
}
