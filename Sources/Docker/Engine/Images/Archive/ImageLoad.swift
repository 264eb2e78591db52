import Basics
import DockerAPI
import OCI

/// `docker load`: takes in the images of an archive.
struct ImageLoad: Sendable {
  private let archive: UploadedArchive
  private let store: ImageStore
  private let isQuiet: Bool

  init(_ archive: UploadedArchive, into store: ImageStore, isQuiet: Bool) {
    self.archive = archive
    self.store = store
    self.isQuiet = isQuiet
  }

  /// Tells of each image; an error is the last message.
  func run(_ emit: @escaping ProgressSink) async throws {
    do {
      var untagged: [Digest] = []
      var count = 0
      for entry in try LoadedImage.all(in: archive) {
        let image = try await take(entry, emit)
        count = entry.names.count
        untagged.append(image.id)
      }
      guard count == 0 else { return }
      for id in untagged { try await emit(.text("Loaded image ID: \(id)\n")) }
    } catch {
      try await emit(.failure(words(for: error)))
    }
  }

  private func take(_ entry: LoadedImage, _ emit: @escaping ProgressSink) async throws -> Image {
    let config = Array(try archive.requireFile(entry.config))
    guard let image = try? Image(config: config) else {
      throw EngineFault.system("invalid image JSON, no RootFS key")
    }
    guard image.diffIDs.count == entry.layers.count else {
      throw EngineFault.system(
        "invalid manifest, layers length mismatch: expected \(entry.layers.count), got \(image.diffIDs.count)"
      )
    }
    var layers: [StoredLayer] = []
    for (index, diffID) in image.diffIDs.enumerated() {
      layers.append(try await layer(diffID, index, entry.layers[index], emit))
    }
    for name in entry.names {
      guard let former = await store.image(named: name), former.id != image.id else { continue }
      try await emit(
        .text(
          "The image \(name.familiar) already exists, renaming the old one with ID \(former.id) to empty string\n"
        ))
    }
    try await store.keep(config, digest: image.id)
    try await store.add([ImageStore.PreparedImage(image: image, layers: layers, names: entry.names)])
    for name in entry.names { try await emit(.text("Loaded image: \(name.familiar)\n")) }
    await store.announce(ImageEvent("load", image))
    return image
  }

  private func layer(
    _ diffID: Digest, _ index: Int, _ path: String, _ emit: ProgressSink
  ) async throws -> StoredLayer {
    if let known = await store.layer(diffID) { return known }
    let content = Array(try archive.requireFile(path))
    if !isQuiet {
      for done in [min(content.count, 32_768), content.count] {
        try await emit(.layer("Loading layer", diffID, done, of: content.count))
      }
    }
    let layer = try await store.keepLayer(content)
    guard layer.diffID == diffID else {
      throw EngineFault.system(
        "invalid diffID for layer \(index): expected \"\(diffID)\", got \"\(layer.diffID)\"")
    }
    return layer
  }

  private func words(for error: any Error) -> String {
    switch error {
    case let fault as EngineFault: fault.message
    case LayerError.truncated: "ApplyLayer exit status 1 stdout:  stderr: unexpected EOF"
    case is LayerError: "ApplyLayer exit status 1 stdout:  stderr: archive/tar: invalid tar header"
    case let error as any UserFacingError: error.summary.en
    default: "\(error)"
    }
  }
}

extension ProgressMessage {
  /// Text that is printed as it is.
  static func text(_ text: String) -> Self { Self(stream: text) }
}
