import Basics
import DockerAPI
import OCI

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The images of one machine: on disk what `images.json` and the blobs beside it say, the same after a crash.
package actor ImageStore {
  /// Told of every change, in order, once it is on disk.
  package typealias EventSink = @Sendable (ImageEvent) async -> Void

  private let blobs: BlobFolder
  private var records: ChangingFile
  private let changes: ChangeCounter
  private let now: @Sendable () -> Timestamp
  private let tell: EventSink
  private var catalog: ImageCatalog

  /// Opens the store in a folder, which is made if it is not there.
  ///
  /// - Parameters:
  ///   - folder: Where blobs and records lie.
  ///   - isKept: Whether the records are to outlive this process.
  ///   - changes: Counts what changes here.
  ///   - now: The clock.
  ///   - events: Told of every change.
  /// - Throws: What keeps the folder from being read or made.
  package init(
    folder: String, isKept: Bool = true, changes: ChangeCounter = ChangeCounter(),
    now: @escaping @Sendable () -> Timestamp, events: @escaping EventSink = { _ in }
  ) throws {
    self.changes = changes
    blobs = try BlobFolder(inside: folder)
    var records = ChangingFile(path: "\(folder)/images", isKept: isKept)
    self.now = now
    tell = events
    catalog = try Self.load(&records, blobs)
    self.records = records
  }

  /// Takes over what the folder now holds, after its content was exchanged.
  package func reload() throws {
    catalog = try Self.load(&records, blobs)
    changes.advance()
  }

  private static func load(_ file: inout ChangingFile, _ blobs: BlobFolder) throws -> ImageCatalog {
    let content = try file.load()
    guard var records = try content.document?.decoded(as: ImageRecords.self) else { return ImageCatalog() }
    for change in content.changes { try records.apply(change) }
    return try records.catalog(from: blobs)
  }

  // MARK: Asking

  /// The image that people mean by a name, an id or the start of an id.
  package func image(_ name: String) throws(EngineFault) -> Image { try catalog.image(name) }

  /// The image with an id, also one that was removed under its container.
  package func image(id: Digest) -> Image? { catalog.images[id] }

  /// The image with exactly this tag or digest.
  package func image(named reference: Reference) -> Image? {
    catalog.names[reference.lookupKey].flatMap { catalog.images[$0] }
  }

  func list(_ filters: FilterQuery = .none, all: Bool = false) throws(EngineFault) -> [ImageSummary] {
    try catalog.list(ImageFilters(listing: filters), all: all)
  }

  /// Bytes of all layers, and the images with how much of each they share with others.
  func diskUsage() throws(EngineFault) -> (layersSize: Int, images: [ImageSummary]) {
    let summaries = try catalog.list(ImageFilters(listing: .none)).map { summary in
      var summary = summary
      summary.sharedSize = catalog.sharedSize(ofImage: summary.id)
      return summary
    }
    return (catalog.layers.values.reduce(0) { $0 + $1.contentSize }, summaries)
  }

  /// What `docker image inspect` asks for.
  ///
  /// - Throws: `EngineFault` (404) for an unknown name.
  package func inspect(_ name: String) throws(EngineFault) -> ImageInspection { try catalog.inspect(name) }

  /// What `docker history` asks for, the latest first.
  ///
  /// - Throws: `EngineFault` (404) for an unknown name.
  package func history(_ name: String) throws(EngineFault) -> [HistoryEntry] { try catalog.history(name) }

  /// Bytes of all files of an image.
  package func size(of image: Image) -> Int { catalog.size(of: image) }

  /// What `docker save` means by names, ids and repositories.
  func selection(_ names: [String]) throws(EngineFault) -> [SelectedImage] { try catalog.selection(names) }

  /// The tagged names of a repository, given in full (`docker.io/library/nginx`).
  package func tags(of repository: String) -> [Reference] { catalog.tags(of: repository) }

  /// The layer with the digest of its uncompressed archive.
  func layer(_ diffID: Digest) -> StoredLayer? { catalog.layers[diffID] }

  /// The layer that travels under a digest.
  func layer(blob: Digest) -> StoredLayer? { catalog.layers.values.first { $0.blob.digest == blob } }

  func bytes(of digest: Digest) throws -> [UInt8] { try blobs.read(digest) }

  nonisolated func file(of digest: Digest) -> String { blobs.file(of: digest) }

  /// The layers of an image, lowest first, with their files.
  package func archives(of image: Image) throws -> [LayerArchive] {
    try image.diffIDs.compactMap { catalog.layers[$0] }
      .map { try LayerArchive(unpacking: blobs.read($0.blob.digest)) }
  }

  // MARK: Changing

  /// `docker tag`: gives an image another name.
  package func tag(_ name: String, as reference: Reference) async throws {
    let image = try catalog.image(name)
    let target = reference.withDefaultTag
    try target.requireUnambiguous()
    var changed = catalog
    changed.name(image.id, target, at: now())
    try commit(changed)
    await tell(ImageEvent("tag", image, name: target.familiar))
  }

  /// `docker rmi`: removes a name, and the image with its last one.
  package func remove(_ name: String, force: Bool, uses: [ImageUse]) async throws -> [ImageDeletion] {
    var changed = catalog
    changed.sweep(uses: uses)
    let removal = try changed.remove(name, force: force, uses: uses)
    try commit(changed)
    for event in removal.events { await tell(event) }
    return removal.records
  }

  /// `docker image prune`.
  func prune(_ filters: FilterQuery, uses: [ImageUse]) async throws -> ImagesPruned {
    var changed = catalog
    changed.sweep(uses: uses)
    let (reply, events) = changed.prune(try ImageFilters(pruning: filters, now: now()), uses: uses)
    try commit(changed)
    for event in events { await tell(event) }
    return reply
  }

  /// Keeps content before an image that needs it is added.
  func keep(_ bytes: [UInt8], digest: Digest) throws { try blobs.write(bytes, digest: digest) }

  /// Keeps the content of a file that nobody will change, without copying it where that can be avoided.
  func adopt(_ file: String, digest: Digest) throws { try blobs.adopt(file, digest: digest) }

  /// An image whose blobs are kept already, with the names it is to have.
  struct PreparedImage: Sendable {
    let image: Image
    let layers: [StoredLayer]
    var names: [Reference] = []
  }

  /// Takes images in, all in one step.
  func add(_ images: [PreparedImage]) throws {
    var changed = catalog
    for prepared in images {
      changed.add(prepared.image, layers: prepared.layers)
      for name in prepared.names { changed.name(prepared.image.id, name, at: now()) }
    }
    try commit(changed)
  }

  /// Gives an image the names it was pulled or pushed under, without an event, and remembers that their repository
  /// holds its layers, so that others of the same registry can take them from there.
  func name(_ image: Image, _ references: [Reference]) throws {
    var changed = catalog
    for reference in references where catalog.names[reference] != image.id {
      changed.name(image.id, reference, at: now())
    }
    for repository in Set(references.map(\.name)) { changed.note(image.diffIDs, in: repository) }
    try commit(changed)
  }

  func announce(_ event: ImageEvent) async { await tell(event) }

  /// Writes the records, then drops the content that nothing needs any more.
  private func commit(_ changed: ImageCatalog) throws {
    guard !changed.unsaved.isEmpty else { return }
    if records.isKept {
      try records.save(changed.change()) { try JSONValue(encoding: ImageRecords(changed)) }
    }
    let dropped = changed.dropped(from: catalog)
    catalog = changed
    catalog.markSaved()
    changes.advance()
    for digest in dropped { blobs.remove(digest) }
  }
}

extension Reference {
  /// Refuses a name that would look like a digest.
  func requireUnambiguous() throws(EngineFault) {
    guard familiarName != "sha256" else {
      throw .badParameter("refusing to create an ambiguous tag using digest algorithm as name")
    }
  }
}
