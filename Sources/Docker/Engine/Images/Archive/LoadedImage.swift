import Basics
import OCI

/// An image that an archive describes: where its parts lie, and its names.
struct LoadedImage: Sendable {
  let config: String
  /// Lowest first.
  let layers: [String]
  let names: [Reference]

  /// The images of an archive of `docker save`, old or new, or of an OCI image layout.
  ///
  /// - Throws: `EngineFault` in Docker's words for an archive of anything else.
  static func all(in archive: UploadedArchive) throws -> [Self] {
    if let manifest = archive.file("manifest.json") {
      guard let entries = try GoJSON.parse(Array(manifest)).array else {
        throw EngineFault.system(
          "json: cannot unmarshal object into Go value of type []tarexport.manifestItem")
      }
      return try entries.map(Self.init)
    }
    if let index = archive.file("index.json"), archive.file("oci-layout") != nil {
      return try layout(ImageIndex(parsing: index), in: archive)
    }
    // Docker now takes the archive for one of its oldest form, a folder for each layer.
    if let folder = archive.folders.first { _ = try archive.requireFile("\(folder)/json") }
    _ = try archive.requireFile("repositories")
    throw EngineFault.system("archives of Docker before 1.10 cannot be loaded")
  }

  private init(_ entry: JSONValue) throws {
    config = Self.plain(entry["Config"]?.string ?? "")
    layers = (entry["Layers"]?.array ?? []).compactMap { $0.string.map(Self.plain) }
    names = try (entry["RepoTags"]?.array ?? []).compactMap(\.string).map { text in
      guard let name = try? Reference(parsing: text), name.tag != nil else {
        throw EngineFault.system("invalid tag \"\(text)\"")
      }
      return name
    }
  }

  private init(_ manifest: Manifest, names: [Reference]) {
    config = Self.path(of: manifest.config.digest)
    layers = manifest.layers.map { Self.path(of: $0.digest) }
    self.names = names
  }

  private static func layout(_ index: ImageIndex, in archive: UploadedArchive) throws -> [Self] {
    try index.manifests.compactMap { descriptor in
      var target = descriptor
      if descriptor.mediaType.isIndex {
        let inner = try ImageIndex(parsing: archive.requireFile(path(of: descriptor.digest)))
        guard let fitting = inner.manifest(for: .current) else { return nil }
        target = fitting
      }
      let manifest: Manifest = try JSONValue(parsing: archive.requireFile(path(of: target.digest))).decoded()
      return Self(manifest, names: name(in: descriptor.annotations).map { [$0] } ?? [])
    }
  }

  /// The name that a layout gives an image: Docker's and containerd's whole one, else the one of other tools where it
  /// is more than a tag (image-spec, "Pre-Defined Annotation Keys").
  private static func name(in annotations: SortedObject?) -> Reference? {
    if let whole = annotations?["io.containerd.image.name"] {
      return (try? Reference(parsing: whole))?.withDefaultTag
    }
    guard let given = annotations?["org.opencontainers.image.ref.name"], given.contains(":") else {
      return nil
    }
    return try? Reference(parsing: given)
  }

  private static func path(of digest: Digest) -> String {
    "blobs/\(digest.algorithm.rawValue)/\(digest.hex)"
  }

  /// A path as archives know it: without `./` and anything that would lead out.
  private static func plain(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
  }
}

extension ImageIndex {
  fileprivate init(parsing bytes: ArraySlice<UInt8>) throws {
    self = try JSONValue(parsing: bytes).decoded()
  }
}
