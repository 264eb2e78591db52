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
    let parent: Digest?

    init(_ image: Image) {
      id = image.id
      lastTagged = image.lastTagged.text
      isWithdrawn = image.isWithdrawn
      parent = image.parent
    }
  }

  private(set) var images: [Digest: Record] = [:]
  private(set) var layers: [Digest: StoredLayer] = [:]
  /// Image ids by their names in full.
  private(set) var names: [String: Digest] = [:]

  private enum CodingKeys: CodingKey {
    case images, layers, names
  }

  init(_ catalog: ImageCatalog) {
    images = catalog.images.mapValues(Record.init)
    layers = catalog.layers
    names = Dictionary(catalog.names.map { ($0.key.description, $0.value) }) { _, last in last }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    for record in try container.decode([Record].self, forKey: .images) { images[record.id] = record }
    for layer in try container.decode([StoredLayer].self, forKey: .layers) { layers[layer.diffID] = layer }
    for (name, id) in try container.decode(SortedObject.self, forKey: .names).values {
      names[name] = try Digest(parsing: id)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(images.values.sorted { $0.id < $1.id }, forKey: .images)
    try container.encode(layers.values.sorted { $0.diffID < $1.diffID }, forKey: .layers)
    try container.encode(SortedObject(names.mapValues(\.description)), forKey: .names)
  }

  /// The catalog these records describe; image configs are read from their blobs.
  func catalog(from blobs: BlobFolder) throws -> ImageCatalog {
    let images = try images.values.map { record in
      var image = try Image(
        id: record.id, kept: blobs.read(record.id), lastTagged: Timestamp(record.lastTagged) ?? .zero)
      image.isWithdrawn = record.isWithdrawn
      image.parent = record.parent
      return image
    }
    var names: [Reference: Digest] = [:]
    for (name, id) in self.names { names[try Reference(parsing: name)] = id }
    return ImageCatalog(images: images, layers: Array(layers.values), names: names)
  }
}

// MARK: Changes

extension ImageCatalog {
  /// What has changed since the catalog was last saved: pairs of a key and what stands there now, `null` for nothing.
  func change() throws -> JSONValue {
    let images = try unsaved.images.sorted().map { id -> JSONValue in
      [
        .string(id.description),
        try self.images[id].map { try JSONValue(encoding: ImageRecords.Record($0)) } ?? .null,
      ]
    }
    let layers = try unsaved.layers.sorted().map { id -> JSONValue in
      [.string(id.description), try self.layers[id].map { try JSONValue(encoding: $0) } ?? .null]
    }
    let names = unsaved.names.map { name -> JSONValue in
      [.string(name.description), self.names[name].map { .string($0.description) } ?? .null]
    }
    return ["images": .array(images), "layers": .array(layers), "names": .array(names)]
  }
}

extension ImageRecords {
  /// Makes a change again that was made before.
  mutating func apply(_ change: JSONValue) throws {
    for (key, value) in try ChangedKeys.pairs(change["images"]) {
      images[try Digest(parsing: key)] = value == .null ? nil : try value.decoded(as: Record.self)
    }
    for (key, value) in try ChangedKeys.pairs(change["layers"]) {
      layers[try Digest(parsing: key)] = value == .null ? nil : try value.decoded(as: StoredLayer.self)
    }
    for (key, value) in try ChangedKeys.pairs(change["names"]) {
      names[key] = try value.string.map { try Digest(parsing: $0) }
    }
  }
}
