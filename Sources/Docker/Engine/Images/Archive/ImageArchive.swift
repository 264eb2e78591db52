import Basics
import DockerAPI
import OCI

/// Images as `docker save` writes them: `manifest.json`, `repositories`, a config each, a folder for each layer.
///
/// The form of Docker 20.10 ("Docker Image Specification v1.2"), whose members are in the order of their names.
struct ImageArchive: Sendable {
  private enum Content {
    case folder
    case bytes([UInt8])
    case layer(Digest)
    case link(String)
  }

  private let selected: [SelectedImage]
  private let members: [(path: String, content: Content, modified: Int)]

  /// Plans the archive of images whose config documents are given by their digests.
  init(_ selected: [SelectedImage], configs: [Digest: [UInt8]]) throws {
    self.selected = selected
    var members: [String: (Content, Int)] = [:]
    var manifest: [JSONValue] = []
    var repositories: [String: [String: String]] = [:]
    var layerPaths: [Digest: String] = [:]
    for item in selected {
      let config = configs[item.image.id] ?? []
      let layers = try LegacyLayer.chain(of: item.image, config: config)
      let created = item.image.created.seconds
      for layer in layers where members[layer.id] == nil {
        members[layer.id] = (.folder, created)
        members["\(layer.id)/VERSION"] = (.bytes(Array("1.0".utf8)), created)
        members["\(layer.id)/json"] = (.bytes(layer.document), created)
        let path = "\(layer.id)/layer.tar"
        members[path] = (layerPaths[layer.diffID].map { .link("../\($0)") } ?? .layer(layer.diffID), created)
        if layerPaths[layer.diffID] == nil { layerPaths[layer.diffID] = path }
      }
      members["\(item.image.id.hex).json"] = (.bytes(config), created)
      manifest.append(Self.entry(item, layers))
      for name in item.names {
        repositories[name.familiarName, default: [:]][name.tag?.name ?? ""] = layers.last?.id
      }
    }
    members["manifest.json"] = (.bytes(JSONValue.array(manifest).utf8() + [0x0A]), 0)
    if !repositories.isEmpty {
      let rows = try repositories.sorted { $0.key < $1.key }
        .map { ($0.key, try JSONValue(encoding: SortedObject($0.value))) }
      let document = JSONValue.object(JSONObject(rows))
      members["repositories"] = (.bytes(document.utf8() + [0x0A]), 0)
    }
    self.members = members.sorted { $0.key.utf8.precedes($1.key.utf8) }
      .map { ($0.key, $0.value.0, $0.value.1) }
  }

  private static func entry(_ item: SelectedImage, _ layers: [LegacyLayer]) -> JSONValue {
    [
      "Config": .string("\(item.image.id.hex).json"),
      "RepoTags": item.names.isEmpty ? .null : .array(item.names.map { .string($0.familiar) }),
      "Layers": .array(layers.map { .string("\($0.id)/layer.tar") }),
    ]
  }

  /// Writes the archive layer by layer, each as the uncompressed archive that `layer` gives.
  func write(
    to sink: ([UInt8]) async throws -> Void, layer: (Digest) async throws -> [UInt8]
  ) async throws {
    for (path, content, modified) in members {
      switch content {
      case .folder: try await sink(ArchiveMember(path: path, kind: .folder, modified: modified).header)
      case .link(let target):
        try await sink(ArchiveMember(path: path, kind: .link(to: target), modified: modified).header)
      case .bytes(let content): try await sink(ArchiveMember.file(path, content, modified: modified))
      case .layer(let diffID):
        try await sink(ArchiveMember.file(path, layer(diffID), modified: modified))
      }
    }
    try await sink(ArchiveMember.end)
  }
}

/// A layer with the identity that Docker gave layers before 1.10, under which archives still keep them.
struct LegacyLayer: Sendable {
  /// 64 hexadecimal digits.
  let id: String
  let diffID: Digest
  /// The `json` file beside the layer.
  let document: [UInt8]

  /// The layers of an image, lowest first; only the topmost tells of the image itself.
  static func chain(of image: Image, config bytes: [UInt8]) throws -> [Self] {
    let config = try JSONValue(parsing: bytes)
    var layers: [Self] = []
    for (index, diffID) in image.diffIDs.enumerated() {
      let isTop = index == image.diffIDs.count - 1
      let parent = layers.last?.id
      let body = isTop ? described(config) : plain(os: image.config.os)
      var identity = body
      identity.append(("layer_id", .string(image.chainIDs[index].description)))
      if let parent { identity.append(("parent", .string("sha256:\(parent)"))) }
      let sorted = JSONValue.object(JSONObject(identity.sorted { $0.0 < $1.0 }))
      let id = Digest.sha256(of: sorted.utf8(.init(escapesHTML: true))).hex
      let head: [(String, JSONValue)] =
        [("id", .string(id))] + (parent.map { [("parent", .string($0))] } ?? [])
      layers.append(
        Self(
          id: id, diffID: diffID,
          document: JSONValue.object(JSONObject(head + body)).utf8(.init(escapesHTML: true))))
    }
    return layers
  }

  private static func plain(os: String) -> [(String, JSONValue)] {
    let empty = (try? JSONValue(encoding: ContainerConfig())) ?? [:]
    return [("created", "1970-01-01T00:00:00Z"), ("container_config", empty), ("os", .string(os))]
  }

  /// What the config says of the image as a whole.
  private static func described(_ config: JSONValue) -> [(String, JSONValue)] {
    let keys = [
      "comment", "created", "container", "container_config", "docker_version", "author", "config",
      "architecture", "variant", "os",
    ]
    return keys.compactMap { key in config[key].map { (key, $0) } }
  }
}
