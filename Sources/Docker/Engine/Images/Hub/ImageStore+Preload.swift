import Basics
import OCI

extension ImageStore {
  /// Puts bundled images in place without a pull, as a machine that had pulled them before.
  ///
  /// - Throws: `EngineFault` when a name is not among the bundled ones; any error of reading or writing.
  package func preload(_ names: [String], from bundle: BundledImages) throws {
    var images: [PreparedImage] = []
    for text in names {
      let name = try ImageCatalog.reference(text).withDefaultTag
      guard let descriptor = bundle.manifest(of: name) else { throw EngineFault.noSuchImage(text) }
      guard image(named: name) == nil else { continue }
      let prepared = try bundle.prepared.image(name) { try Self.prepare(name, descriptor, from: bundle) }
      // The blobs first, then the image that needs them.
      for digest in [prepared.image.id] + prepared.layers.map(\.blob.digest) {
        try adopt(bundle.file(of: digest), digest: digest)
      }
      images.append(prepared)
    }
    try add(images)
  }

  private static func prepare(
    _ name: Reference, _ descriptor: Descriptor, from bundle: BundledImages
  ) throws -> PreparedImage {
    let manifest: Manifest = try JSONValue(parsing: bundle.bytes(of: descriptor.digest)).decoded()
    let image = try Image(config: bundle.bytes(of: manifest.config.digest))
    let layers = try zip(image.diffIDs, manifest.layers).map { diffID, blob in
      let archive = try LayerArchive(unpacking: bundle.bytes(of: blob.digest))
      return StoredLayer(
        diffID: diffID, blob: blob, contentSize: archive.contentSize, repositories: [name.name])
    }
    return PreparedImage(image: image, layers: layers, names: [name, name.digested(descriptor.digest)])
  }
}
