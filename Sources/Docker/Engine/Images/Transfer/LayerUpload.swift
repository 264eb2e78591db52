import DockerAPI
import OCI

/// Sends the layers of one image, telling of each what Docker tells; layers are named by their diff ids.
struct LayerUpload: Sendable {
  let store: ImageStore
  let remote: any RemoteRepository
  let target: Reference
  let emit: ProgressSink

  /// Docker sends as many at once; those behind them are told to wait.
  private static let atOnce = 5

  /// Sends the layers that the repository does not have, the topmost first.
  func run(_ layers: [StoredLayer]) async throws {
    var seen: Set<Digest> = []
    let distinct = layers.reversed().filter { seen.insert($0.diffID).inserted }
    for layer in distinct { try await emit(.layer("Preparing", layer.diffID)) }
    for layer in distinct.dropFirst(Self.atOnce) { try await emit(.layer("Waiting", layer.diffID)) }
    for layer in distinct { try await emit(.layer(try await send(layer), layer.diffID)) }
  }

  /// What became of a layer, in Docker's words.
  private func send(_ layer: StoredLayer) async throws -> String {
    if try await remote.hasBlob(layer.blob.digest) { return "Layer already exists" }
    for source in sources(of: layer) where try await remote.mount(layer.blob.digest, from: source) {
      return "Mounted from \(source)"
    }
    let emit = emit
    try await remote.upload(layer.blob, file: store.file(of: layer.blob.digest)) { count in
      // A reader who went away is noticed at the next message that counts.
      try? await emit(.layer("Pushing", layer.diffID, count, of: layer.blob.size))
    }
    return "Pushed"
  }

  /// Other repositories of the same registry that are known to hold a layer, the latest first.
  private func sources(of layer: StoredLayer) -> [Repository] {
    layer.repositories.reversed().compactMap { try? Reference(parsing: $0) }
      .filter { $0.domain == target.domain && $0.repository != target.repository }
      .map(\.repository)
  }
}
