import Basics
import OCI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bundled images as a real engine can run them: the same names, files and settings, with programs of this computer's
/// in place of those that a practice machine plays.
package struct StandIns: Sendable {
  /// The programs that stand-ins are made to run; each is a path of this computer.
  package struct Programs: Sendable, Hashable {
    /// A busybox that needs no libraries.
    package let busybox: String
    /// What busybox can be called as.
    package let applets: [String]
    /// The dojo that serves as a registry.
    package let dojo: String
    /// What loads dojo, and the libraries that it needs.
    package let loader: String
    package let libraries: [String]

    package init(busybox: String, applets: [String], dojo: String, loader: String, libraries: [String]) {
      self.busybox = busybox
      self.applets = applets
      self.dojo = dojo
      self.loader = loader
      self.libraries = libraries
    }
  }

  /// The label by which a stand-in is known.
  package static let label = "dev.dojo.stand-in"

  private let bundle: BundledImages
  private let programs: Programs
  /// As Go calls the processor: `amd64`.
  private let architecture: String

  package init(of bundle: BundledImages, programs: Programs, architecture: String) {
    self.bundle = bundle
    self.programs = programs
    self.architecture = architecture
  }

  /// Writes an archive for `docker load` (Docker Image Specification v1.2, "Combined Image JSON + Filesystem Changeset
  /// Format") of the images with these names.
  ///
  /// - Throws: when a file cannot be read or written.
  package func write(_ names: [String], to path: String) throws {
    var archive = try ArchiveFile(path)
    var manifest: [JSONValue] = []
    var shared: [String: Digest] = [:]
    for name in names {
      guard let reference = try? Reference(parsing: name),
        let stored = bundle.manifest(of: reference.withDefaultTag)
      else { continue }
      let document = try JSONValue(parsing: bundle.bytes(of: stored.digest))
      var layers: [Digest] = []
      for layer in document["layers"]?.array ?? [] {
        guard let digest = try layer["digest"]?.string.map(Digest.init(parsing:)) else { continue }
        layers.append(try archive.addLayer(Gunzip.unpack(bundle.bytes(of: digest))))
      }
      guard let configDigest = try document["config"]?["digest"]?.string.map(Digest.init(parsing:)) else {
        continue
      }
      let config = try JSONValue(parsing: bundle.bytes(of: configDigest))
      for part in StandInPart.parts(for: config["config"]?["Labels"]) {
        let layer = try shared[part.name] ?? archive.addLayer(part.layer(programs))
        shared[part.name] = layer
        layers.append(layer)
      }
      let bytes = adapted(config, layers: layers).utf8()
      let file = "\(Digest.sha256(of: bytes).hex).json"
      try archive.add(file, bytes)
      manifest.append([
        "Config": .string(file),
        // In full: podman takes a short name for one of its own.
        "RepoTags": [.string(reference.withDefaultTag.description)],
        "Layers": .array(layers.map { .string("\($0.hex).tar") }),
      ])
    }
    try archive.add("manifest.json", JSONValue.array(manifest).utf8())
    try archive.finish()
  }

  /// The settings of a bundled image for more layers than it has.
  private func adapted(_ config: JSONValue, layers: [Digest]) -> JSONValue {
    var document = config.object ?? JSONObject()
    document["architecture"] = .string(architecture)
    document["rootfs"] = ["type": "layers", "diff_ids": .array(layers.map { .string($0.description) })]
    var settings = config["config"]?.object ?? JSONObject()
    var labels = settings["Labels"]?.object ?? JSONObject()
    labels[Self.label] = "true"
    // Its text is in the image's program now.
    labels["dev.dojo.workload.text"] = nil
    settings["Labels"] = .object(labels)
    document["config"] = .object(settings)
    let history = config["history"]?.array ?? []
    let filled = history.filter { $0["empty_layer"]?.bool != true }.count
    document["history"] = .array(
      history
        + (filled..<max(filled, layers.count)).map { _ in
          ["created": config["created"] ?? "1970-01-01T00:00:00Z", "created_by": "dojo stand-in"]
        })
    return .object(document)
  }
}

/// An archive that is being written.
private struct ArchiveFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var written: Set<String> = []

  init(_ path: String) throws(SystemError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last("open", path) }
  }

  deinit { _ = close(descriptor) }

  /// Adds a layer once, under its digest.
  mutating func addLayer(_ tar: [UInt8]) throws(SystemError) -> Digest {
    let digest = Digest.sha256(of: tar)
    try add("\(digest.hex).tar", tar)
    return digest
  }

  mutating func add(_ name: String, _ bytes: [UInt8]) throws(SystemError) {
    guard written.insert(name).inserted else { return }
    try put(ArchiveMember(path: name, kind: .file, size: bytes.count, modified: 0).header)
    try put(bytes)
    try put(ArchiveMember.padding(after: bytes.count))
  }

  func finish() throws(SystemError) { try put(ArchiveMember.end) }

  private func put(_ bytes: [UInt8]) throws(SystemError) {
    try AtomicFile.writeAll(bytes, to: descriptor, path: path)
  }
}
