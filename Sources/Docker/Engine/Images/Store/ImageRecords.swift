import Basics
import DockerAPI
import OCI

/// `images.json`: what a machine remembers of its images beside their content.
struct ImageRecords: Codable {
  struct Record: Codable {
    let id: Digest
    /// RFC 3339.
    let lastTagged: String
    let isWithdrawn: Bool
  }

  let images: [Record]
  let layers: [StoredLayer]
  /// Image ids by their names in full.
  let names: SortedObject

  init(_ catalog: ImageCatalog) {
    images = catalog.images.values.sorted { $0.id < $1.id }.map {
      Record(id: $0.id, lastTagged: $0.lastTagged.text, isWithdrawn: $0.isWithdrawn)
    }
    layers = catalog.layers.values.sorted { $0.diffID < $1.diffID }
    names = SortedObject(
      Dictionary(catalog.names.map { ($0.key.description, $0.value.description) }) { _, last in last })
  }

  /// The catalog these records describe; image configs are read from their blobs.
  func catalog(from blobs: BlobFolder) throws -> ImageCatalog {
    let images = try images.map { record in
      var image = try Image(
        config: blobs.read(record.id), lastTagged: Timestamp(record.lastTagged) ?? .zero)
      image.isWithdrawn = record.isWithdrawn
      return image
    }
    var names: [Reference: Digest] = [:]
    for (name, id) in self.names.values { names[try Reference(parsing: name)] = try Digest(parsing: id) }
    return ImageCatalog(images: images, layers: layers, names: names)
  }
}
