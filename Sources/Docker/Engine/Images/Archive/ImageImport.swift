import Basics
import DockerAPI
import OCI

/// `docker import`: makes an image of one layer from an archive of files.
struct ImageImport: Sendable {
  /// What was asked for besides the archive.
  struct Wish: Sendable {
    /// The name to give; `nil` for none.
    let name: Reference?
    let message: String
    /// Dockerfile instructions: `CMD ["sh"]`.
    let changes: [String]
  }

  private let wish: Wish
  private let store: ImageStore
  private let now: Timestamp

  init(_ wish: Wish, into store: ImageStore, at now: Timestamp) {
    self.wish = wish
    self.store = store
    self.now = now
  }

  /// - Returns: the image's id.
  /// - Throws: `EngineFault` in Docker's words for what is no archive, or an instruction that means nothing here.
  func run(_ archive: [UInt8]) async throws -> Digest {
    let layer: StoredLayer
    do {
      let start = Array(try Packing.unpack(archive).prefix(512))
      guard archive.isEmpty || start.count == 512 else { throw LayerError.truncated }
      guard archive.isEmpty || TarReader.isHeader(start[...]) else { throw LayerError.corrupt }
      layer = try await store.keepLayer(archive)
    } catch let error as LayerError {
      let reason = error == .truncated ? "unexpected EOF" : "archive/tar: invalid tar header"
      throw EngineFault.system("Error processing tar file(exit status 1): \(reason)")
    }
    let config = try document(of: layer).utf8()
    let image = try Image(config: config)
    try await store.keep(config, digest: image.id)
    let names = wish.name.map { [$0] } ?? []
    try await store.add([ImageStore.PreparedImage(image: image, layers: [layer], names: names)])
    await store.announce(ImageEvent("import", image))
    if let name = wish.name {
      await store.announce(ImageEvent("tag", image, name: name.familiar))
    }
    return image.id
  }

  private func document(of layer: StoredLayer) throws -> JSONValue {
    var config = ContainerConfig()
    for change in wish.changes { try ConfigChange(change).apply(to: &config) }
    let encoded = try JSONValue(encoding: config)
    let created = now.text
    let comment = wish.message.isEmpty ? "Imported from -" : wish.message
    return [
      "architecture": .string(Platform.current.architecture), "comment": .string(comment),
      "config": encoded, "container_config": try JSONValue(encoding: ContainerConfig()),
      "created": .string(created), "docker_version": .string(EngineIdentity.version),
      "history": [["created": .string(created), "comment": .string(comment)]], "os": "linux",
      "rootfs": ["type": "layers", "diff_ids": [.string(layer.diffID.description)]],
    ]
  }
}

/// A Dockerfile instruction that `--change` may hold.
struct ConfigChange: Sendable {
  private let instruction: String
  private let rest: String

  init(_ text: String) throws(EngineFault) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    instruction = (parts.first ?? "").uppercased()
    rest = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    let known = [
      "CMD", "ENTRYPOINT", "ENV", "EXPOSE", "LABEL", "ONBUILD", "USER", "VOLUME", "WORKDIR", "STOPSIGNAL",
    ]
    guard known.contains(instruction) else {
      throw .badParameter("\(instruction.lowercased()) is not a valid change command")
    }
  }

  func apply(to config: inout ContainerConfig) throws(EngineFault) {
    switch instruction {
    case "CMD": config.command = words
    case "ENTRYPOINT": config.entrypoint = words
    case "USER": config.user = rest
    case "WORKDIR": config.workingDirectory = rest
    case "STOPSIGNAL": config.stopSignal = rest
    case "ONBUILD": config.onBuild = (config.onBuild ?? []) + [rest]
    case "ENV":
      for (key, value) in pairs {
        let others = (config.environment ?? []).filter { !$0.hasPrefix("\(key)=") }
        config.environment = others + ["\(key)=\(value)"]
      }
    case "LABEL":
      var labels = config.labels ?? [:]
      for (key, value) in pairs { labels[key] = value }
      config.labels = labels
    case "EXPOSE":
      var ports = config.exposedPorts ?? [:]
      for port in rest.split(separator: " ") {
        ports[port.contains("/") ? String(port) : "\(port)/tcp"] = EmptyObject()
      }
      config.exposedPorts = ports
    default:
      var volumes = config.volumes ?? [:]
      for path in list ?? rest.split(separator: " ").map(String.init) { volumes[path] = EmptyObject() }
      config.volumes = volumes
    }
  }

  /// A JSON list as it is; anything else is for a shell.
  private var words: [String] { list ?? ["/bin/sh", "-c", rest] }

  private var list: [String]? {
    guard let elements = (try? JSONValue(parsing: rest))?.array else { return nil }
    let texts = elements.compactMap(\.string)
    return texts.count == elements.count ? texts : nil
  }

  /// `key=value key2="a b"`, or the older `key value`.
  private var pairs: [(String, String)] {
    guard rest.prefix(while: { $0 != " " }).contains("=") else {
      let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
      return parts.isEmpty ? [] : [(parts[0], parts.count > 1 ? parts[1] : "")]
    }
    return rest.matches(of: /([^\s=]+)=("(?:[^"\\]|\\.)*"|\S*)/).map { match in
      let value = String(match.2)
      return (String(match.1), value.hasPrefix("\"") ? String(value.dropFirst().dropLast()) : value)
    }
  }
}
