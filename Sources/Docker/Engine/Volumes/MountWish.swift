import Basics
import DockerAPI

/// A mount that was asked for: `-v`, `--mount` or a `VOLUME` of the image.
struct MountWish: Hashable, Sendable {
  enum Source: Hashable, Sendable {
    /// A folder of this computer; made when it is missing if it came with `-v`.
    case folder(String, isMade: Bool)
    case volume(String)
    case anonymous
    case memory
  }

  let source: Source
  let destination: String
  /// As written after the second colon: empty, `ro`, `z` and so on.
  let mode: String
  /// What `--mount` says of a volume that is made for it.
  var labels: [String: String]?
  var options: [String: String]?

  let isWritable: Bool

  init(source: Source, destination: String, mode: String = "", isWritable: Bool? = nil) {
    self.source = source
    self.destination = destination
    self.mode = mode
    self.isWritable = isWritable ?? !mode.split(separator: ",").contains("ro")
  }

  /// Reads `source:path[:mode]` of `-v`.
  init(bind text: String) throws(EngineFault) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1, let problem = Self.problem(ofDestination: text) {
      throw .system(
        "invalid volume specification: '\(text)': invalid mount config for type \"volume\": \(problem)")
    }
    guard (2...3).contains(parts.count), !parts[0].isEmpty, parts.count == 3 || !Self.knows(mode: parts[1])
    else { throw .system("invalid volume specification: '\(text)'") }
    let mode = parts.count == 3 ? parts[2] : ""
    guard Self.knows(mode: mode) else { throw .badParameter("invalid mode: \(mode)") }
    if let problem = Self.problem(ofDestination: parts[1]) {
      let kind = parts[0].hasPrefix("/") ? "bind" : "volume"
      throw .system(
        "invalid volume specification: '\(text)': invalid mount config for type \"\(kind)\": \(problem)")
    }
    if !parts[0].hasPrefix("/") { try VolumeRecord.requireName(parts[0]) }
    self.init(
      source: parts[0].hasPrefix("/") ? .folder(parts[0], isMade: true) : .volume(parts[0]),
      destination: parts[1], mode: mode)
  }

  private static func problem(ofDestination path: String) -> String? {
    if path.isEmpty { return "field Target must not be empty" }
    if path == "/" { return "invalid specification: destination can't be '/'" }
    return path.hasPrefix("/") ? nil : "invalid mount path: '\(path)' mount path must be absolute"
  }

  /// Whether all words are known, and no two of them about the same.
  static func knows(mode: String) -> Bool {
    var words = mode.split(separator: ",").map(String.init)
    for kind in modes {
      guard let index = words.firstIndex(where: kind.contains) else { continue }
      words.remove(at: index)
    }
    return words.isEmpty
  }

  private static let modes: [Set<String>] = [
    ["ro", "rw"], ["z", "Z"], ["nocopy"], propagations, ["cached", "delegated", "consistent"],
  ]

  private static let propagations: Set = ["shared", "slave", "private", "rshared", "rslave", "rprivate"]

  /// Reads an entry of `--mount`.
  init(_ request: MountRequest) throws(EngineFault) {
    let kind = request.type
    guard !request.target.isEmpty else {
      throw .badParameter("invalid mount config for type \"\(kind)\": field Target must not be empty")
    }
    guard request.target.hasPrefix("/") else {
      throw .badParameter(
        "invalid mount config for type \"\(kind)\": invalid mount path: '\(request.target)' mount path must be absolute"
      )
    }
    if let word = request.bindOptions?["Propagation"]?.string, !word.isEmpty,
      !Self.propagations.contains(word)
    {
      throw .badParameter("invalid mount config for type \"bind\": invalid propagation mode: \(word)")
    }
    let isWritable = request.isReadOnly != true
    // Docker marks its own volumes as shared with others, and nothing else.
    let mode = "z"
    let source = request.source ?? ""
    switch (kind, source.isEmpty) {
    case ("volume", true) where request.isReadOnly == true:
      throw .badParameter(
        "invalid mount config for type \"volume\": must not set ReadOnly mode when using anonymous volumes")
    case ("volume", true): self.init(source: .anonymous, destination: request.target, mode: mode)
    case ("volume", false):
      try VolumeRecord.requireName(source)
      self.init(source: .volume(source), destination: request.target, mode: mode, isWritable: isWritable)
    case ("bind", false) where !source.hasPrefix("/"):
      throw .badParameter(
        "invalid mount config for type \"bind\": invalid mount path: '\(source)' mount path must be absolute")
    case ("bind", false):
      self.init(
        source: .folder(source, isMade: false), destination: request.target, isWritable: isWritable)
    case ("tmpfs", true): self.init(source: .memory, destination: request.target, isWritable: isWritable)
    case ("tmpfs", false):
      throw .badParameter("invalid mount config for type \"tmpfs\": field Source must not be specified")
    case ("bind", true):
      throw .badParameter("invalid mount config for type \"bind\": field Source must not be empty")
    default: throw .badParameter("invalid mount config for type \"\(kind)\": mount type unknown")
    }
    labels = request.volumeOptions?["Labels"]?.texts
    options = request.volumeOptions?["DriverConfig"]?["Options"]?.texts
  }

  /// All mounts of a request, those of the image last; the first for a path wins.
  static func all(
    in hostConfig: HostConfig, imageVolumes: [String]
  ) throws(EngineFault) -> [MountWish] {
    var wishes: [MountWish] = []
    for text in hostConfig.binds ?? [] { wishes.append(try MountWish(bind: text)) }
    for request in hostConfig.mounts ?? [] { wishes.append(try MountWish(request)) }
    var taken = Set((hostConfig.temporaryFileSystems?.values ?? [:]).keys)
    for wish in wishes where !taken.insert(wish.destination).inserted {
      throw .badParameter("Duplicate mount point: \(wish.destination)")
    }
    let untaken = imageVolumes.sorted().filter { !taken.contains($0) }
    return wishes + untaken.map { MountWish(source: .anonymous, destination: $0) }
  }
}

extension JSONValue {
  /// The members of an object whose values are text; `nil` when there are none.
  fileprivate var texts: [String: String]? {
    let members = (object?.members ?? []).compactMap { member in
      member.value.string.map { (member.key, $0) }
    }
    return members.isEmpty ? nil : Dictionary(members) { _, last in last }
  }
}
