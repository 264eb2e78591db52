import DockerAPI
import OCI

/// Brings the layers of one image over, telling of each what Docker tells.
struct LayerDownload: Sendable {
  let store: ImageStore
  let remote: any RemoteRepository
  /// The repository they come from, in full.
  let repository: String
  let emit: ProgressSink

  /// Docker fetches as many at once; those behind them are told to wait.
  private static let atOnce = 3

  /// The layers, lowest first; those that are here already are not fetched.
  func layers(_ wanted: [(diffID: Digest, blob: Descriptor)]) async throws -> [StoredLayer] {
    var known: [Digest: StoredLayer] = [:]
    for layer in wanted {
      let here = await store.layer(blob: layer.blob.digest)
      if let here, here.diffID == layer.diffID { known[layer.diffID] = here }
      try await emit(.layer(here == nil ? "Pulling fs layer" : "Already exists", layer.blob.digest))
    }
    let missing = wanted.filter { known[$0.diffID] == nil }
    for layer in missing.dropFirst(Self.atOnce) { try await emit(.layer("Waiting", layer.blob.digest)) }
    for layer in missing { known[layer.diffID] = try await fetch(layer.diffID, layer.blob) }
    for layer in missing {
      try await emit(.layer("Extracting", layer.blob.digest, layer.blob.size, of: layer.blob.size))
      try await emit(.layer("Pull complete", layer.blob.digest))
    }
    return wanted.compactMap { known[$0.diffID] }
  }

  private func fetch(_ diffID: Digest, _ blob: Descriptor) async throws -> StoredLayer {
    let emit = emit
    let bytes = try await remote.blob(blob) { count in
      // A reader who went away is noticed at the next message that counts.
      try? await emit(.layer("Downloading", blob.digest, count, of: blob.size))
    }
    try await emit(.layer("Verifying Checksum", blob.digest))
    let contentSize = try Self.contentSize(bytes, diffID: diffID, blob: blob)
    try await store.keep(bytes, digest: blob.digest)
    try await emit(.layer("Download complete", blob.digest))
    return StoredLayer(diffID: diffID, blob: blob, contentSize: contentSize, repositories: [repository])
  }

  /// Bytes of the layer's files; a layer in a compression unknown here counts as long as it travels.
  private static func contentSize(_ bytes: [UInt8], diffID: Digest, blob: Descriptor) throws -> Int {
    let isGzip = Gunzip.recognises(bytes)
    let archive = isGzip ? try Gunzip.unpack(bytes) : bytes
    guard Digest.of(archive, diffID.algorithm) == diffID else {
      guard isGzip else { return bytes.count }
      throw EngineFault.system("filesystem layer verification failed for digest \(blob.digest)")
    }
    return try TarReader.entries(archive).contentSize
  }
}
