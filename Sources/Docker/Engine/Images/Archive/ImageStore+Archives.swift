import Basics
import OCI

extension ImageStore {
  /// The archive of what `docker save` means by these names.
  func archive(_ names: [String]) throws -> (archive: ImageArchive, images: [Image]) {
    let selected = try selection(names)
    var configs: [Digest: [UInt8]] = [:]
    for item in selected { configs[item.image.id] = try bytes(of: item.image.id) }
    return (try ImageArchive(selected, configs: configs), selected.map(\.image))
  }

  /// The uncompressed archive of a layer.
  ///
  /// - Throws: `EngineFault` when the layer is not there or in a compression unknown here.
  func uncompressed(_ diffID: Digest) throws -> [UInt8] {
    guard let layer = layer(diffID) else { throw EngineFault.system("layer does not exist") }
    let blob = try bytes(of: layer.blob.digest)
    return Gunzip.recognises(blob) ? try Gunzip.unpack(blob) : blob
  }

  /// Keeps a layer that came as a tar archive, packed in one of the ways that Docker knows, or not.
  ///
  /// - Throws: `LayerError` for what is no such archive.
  func keepLayer(_ bytes: [UInt8]) throws -> StoredLayer {
    let archive = try Packing.unpack(bytes)
    let entries = try TarReader.entries(archive)
    let packed = Gunzip.recognises(bytes) ? bytes : Gzip.wrap(archive)
    let blob = Descriptor(mediaType: .dockerLayer, size: packed.count, digest: .sha256(of: packed))
    try keep(packed, digest: blob.digest)
    return StoredLayer(
      diffID: .sha256(of: archive), blob: blob, contentSize: entries.contentSize,
      repositories: [])
  }
}
