import DockerAPI

/// What the local driver is told by `--opt`: the arguments of a mount(8) that is made when a container starts
/// (docker volume create, "Driver-specific options").
enum VolumeOptions: Hashable, Sendable {
  /// A folder of the engine's computer.
  case folder(String)
  /// A file system in memory, with options for mount(8).
  case memory(String)
  /// Any other file system, by its type and what holds it.
  case other(type: String, device: String)

  /// What options of a volume mean; `nil` when there are none.
  init?(_ options: [String: String]?) {
    guard let options, let type = options["type"], let device = options["device"] else { return nil }
    let words = (options["o"] ?? "").split(separator: ",").map(String.init)
    if words.contains("bind") || words.contains("rbind") {
      self = .folder(device)
    } else if type == "tmpfs" {
      self = .memory(words.joined(separator: ","))
    } else {
      self = .other(type: type, device: device)
    }
  }

  /// Refuses what Docker's local driver refuses when a volume is made.
  static func require(_ options: [String: String], of name: String) throws(EngineFault) {
    guard !options.isEmpty else { return }
    let known = ["device", "o", "size", "type"]
    if let stranger = options.keys.sorted().first(where: { !known.contains($0) }) {
      throw .badParameter("create \(name): invalid option: \"\(stranger)\"")
    }
    if let size = options["size"] {
      guard let first = size.utf8.first, (0x30...0x39).contains(first) else {
        throw .system("create \(name): invalid size: '\(size)'")
      }
      guard options.count > 1 else {
        throw .badParameter("create \(name): quota size requested but no quota support")
      }
    }
    for needed in ["device", "type"] where options[needed] == nil {
      throw .badParameter("create \(name): missing required option: \"\(needed)\"")
    }
  }
}
