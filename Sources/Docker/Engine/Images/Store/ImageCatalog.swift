import Basics
import DockerAPI
import OCI

/// Which images, layers and names a machine has: the rules of Docker's image store, without any file.
struct ImageCatalog: Sendable {
  private(set) var images: [Digest: Image] = [:]
  /// By the digest of the uncompressed archive.
  private(set) var layers: [Digest: StoredLayer] = [:]
  /// Each name has either a tag or a digest.
  private(set) var names: [Reference: Digest] = [:]
  /// What is not on disk as it is now.
  private(set) var unsaved = Unsaved()

  /// What was added, changed or removed since the catalog was last written.
  struct Unsaved: Sendable {
    var images: Set<Digest> = []
    var layers: Set<Digest> = []
    var names: Set<Reference> = []

    var isEmpty: Bool { images.isEmpty && layers.isEmpty && names.isEmpty }
  }

  init() {}

  init(images: [Image], layers: [StoredLayer], names: [Reference: Digest]) {
    self.images = Dictionary(images.map { ($0.id, $0) }) { _, last in last }
    self.layers = Dictionary(layers.map { ($0.diffID, $0) }) { _, last in last }
    self.names = names
  }

  /// The images people see.
  var visibleImages: [Image] { images.values.filter { !$0.isWithdrawn } }

  /// The names of an image, in the order in which Docker lists them.
  func names(of image: Digest) -> [Reference] {
    Self.listed(names.filter { $0.value == image }.keys)
  }

  /// The names of each image that has any, in the order in which Docker lists them.
  var namesByImage: [Digest: [Reference]] {
    Dictionary(grouping: names, by: \.value).mapValues { Self.listed($0.map(\.key)) }
  }

  private static func listed(_ names: some Sequence<Reference>) -> [Reference] {
    names.map { ($0.description, $0) }.sorted { $0.0.utf8.precedes($1.0.utf8) }.map(\.1)
  }

  /// The tagged names of a repository, given in full.
  func tags(of repository: String) -> [Reference] {
    Self.listed(names.keys.filter { $0.name == repository && $0.tag != nil })
  }

  /// Whether images were made of containers of an image.
  func hasChildren(_ id: Digest) -> Bool {
    images.values.contains { $0.parent == id && !$0.isWithdrawn }
  }

  /// The image that another was made of, while it is here.
  func parent(of image: Image) -> Image? { image.parent.flatMap { images[$0] } }

  /// Bytes of all files of all layers of an image.
  func size(of image: Image) -> Int {
    image.diffIDs.reduce(0) { $0 + (layers[$1]?.contentSize ?? 0) }
  }

  /// Bytes of the layers that an image has in common with others; a layer is the same only over the same ones.
  func sharedSize(ofImage id: String) -> Int {
    guard let image = images.values.first(where: { $0.id.description == id }) else { return 0 }
    let others = Set(images.values.filter { $0.id != image.id }.flatMap(\.chainIDs))
    return zip(image.chainIDs, image.diffIDs).reduce(0) { size, layer in
      others.contains(layer.0) ? size + (layers[layer.1]?.contentSize ?? 0) : size
    }
  }

  /// Every blob that must stay: layers and configs.
  var blobs: Set<Digest> {
    Set(layers.values.map(\.blob.digest)).union(images.keys)
  }

  // MARK: Changing

  /// Takes in an image with the layers it needs; known layers stay as they are, but for where else they lie.
  mutating func add(_ image: Image, layers added: [StoredLayer]) {
    for layer in added { add(layer) }
    images[image.id] = image
    unsaved.images.insert(image.id)
  }

  private mutating func add(_ layer: StoredLayer) {
    unsaved.layers.insert(layer.diffID)
    guard var known = layers[layer.diffID] else {
      layers[layer.diffID] = layer
      return
    }
    guard known.blob.digest == layer.blob.digest else { return }
    known.repositories += layer.repositories.filter { !known.repositories.contains($0) }
    layers[layer.diffID] = known
  }

  /// Remembers that a repository holds the blobs of these layers.
  mutating func note(_ diffIDs: [Digest], in repository: String) {
    for diffID in diffIDs where layers[diffID]?.repositories.contains(repository) == false {
      layers[diffID]?.repositories.append(repository)
      unsaved.layers.insert(diffID)
    }
  }

  /// Gives an image a name, taking it from the image that had it.
  mutating func name(_ image: Digest, _ reference: Reference, at time: Timestamp) {
    names[reference] = image
    images[image]?.lastTagged = time
    unsaved.names.insert(reference)
    unsaved.images.insert(image)
  }

  mutating func removeName(_ reference: Reference) {
    names[reference] = nil
    unsaved.names.insert(reference)
  }

  /// Deletes an image and the layers that no other image stands on; a container that uses it keeps its layers.
  mutating func delete(_ image: Image, isUsed: Bool) -> [Digest] {
    let kept = isUsed ? [] : layerChainsOnly(in: image)
    if isUsed {
      images[image.id]?.isWithdrawn = true
    } else {
      images[image.id] = nil
      dropUnusedLayers()
    }
    unsaved.images.insert(image.id)
    return kept
  }

  /// Forgets images that were removed under a container that is gone now.
  mutating func sweep(uses: [ImageUse]) {
    let used = Set(uses.map(\.image))
    let gone = images.values.filter { $0.isWithdrawn && !used.contains($0.id) }
    for image in gone {
      images[image.id] = nil
      unsaved.images.insert(image.id)
    }
    if !gone.isEmpty { dropUnusedLayers() }
  }

  /// The chain ids, topmost first, that only this image has.
  private func layerChainsOnly(in image: Image) -> [Digest] {
    let others = Set(images.values.filter { $0.id != image.id }.flatMap(\.chainIDs))
    return image.chainIDs.reversed().filter { !others.contains($0) }
  }

  private mutating func dropUnusedLayers() {
    let needed = Set(images.values.flatMap(\.diffIDs))
    for diffID in layers.keys where !needed.contains(diffID) {
      layers[diffID] = nil
      unsaved.layers.insert(diffID)
    }
  }

  /// The blobs that this catalog needs no more, and an earlier one did.
  func dropped(from earlier: ImageCatalog) -> Set<Digest> {
    var gone = unsaved.images.filter { id in earlier.images[id] != nil && images[id] == nil }
    for diffID in unsaved.layers where layers[diffID] == nil {
      if let former = earlier.layers[diffID] { gone.insert(former.blob.digest) }
    }
    return gone.isEmpty ? gone : gone.subtracting(blobs)
  }

  mutating func markSaved() {
    unsaved = Unsaved()
  }
}

extension String.UTF8View {
  /// Byte order, as Go compares strings.
  func precedes(_ other: String.UTF8View) -> Bool { lexicographicallyPrecedes(other) }
}
