import Basics
import DockerAPI
import OCI

/// The config document of an image that is made of a container.
struct CommittedConfig {
  let container: Container
  let config: ContainerConfig
  let wish: CommitWish
  let now: Timestamp
  /// The layer that it adds; `nil` when the container changed nothing.
  let layer: Digest?

  func document(over base: JSONValue) -> JSONValue {
    var history = base["history"]?.array ?? []
    history.append(step)
    var diffIDs = base["rootfs"]?["diff_ids"]?.array ?? []
    if let layer { diffIDs.append(.string(layer.description)) }
    var document = JSONObject([
      ("architecture", base["architecture"] ?? .string(Platform.current.architecture))
    ])
    if !wish.author.isEmpty { document["author"] = .string(wish.author) }
    if let text = try? JSONValue(encoding: config) { document["config"] = text }
    if !wish.comment.isEmpty { document["comment"] = .string(wish.comment) }
    document["container"] = .string(container.id)
    if let text = try? JSONValue(encoding: container.config) { document["container_config"] = text }
    document["created"] = .string(now.text)
    document["docker_version"] = .string(EngineIdentity.version)
    document["history"] = .array(history)
    document["os"] = base["os"] ?? .string("linux")
    document["rootfs"] = ["type": "layers", "diff_ids": .array(diffIDs)]
    if let variant = base["variant"] { document["variant"] = variant }
    return .object(document)
  }

  private var step: JSONValue {
    var step = JSONObject([("created", .string(now.text))])
    if !wish.author.isEmpty { step["author"] = .string(wish.author) }
    step["created_by"] = .string(([container.path] + container.arguments).joined(separator: " "))
    if !wish.comment.isEmpty { step["comment"] = .string(wish.comment) }
    if layer == nil { step["empty_layer"] = .bool(true) }
    return .object(step)
  }
}

/// The lines of a Dockerfile that `docker commit --change` may bring.
enum ConfigChanges {
  static func apply(_ lines: [String], to config: ContainerConfig) throws(EngineFault) -> ContainerConfig {
    var config = config
    let instructions = lines.flatMap { $0.split(separator: "\n").map(String.init) }
    guard lines.isEmpty || !instructions.isEmpty else { throw .badParameter("file with no instructions") }
    for line in instructions { try apply(line, to: &config) }
    return config
  }

  private static func apply(_ line: String, to config: inout ContainerConfig) throws(EngineFault) {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let word = parts.first else { return }
    let rest = parts.count > 1 ? parts[1] : ""
    switch word.uppercased() {
    case "CMD": config.command = command(rest)
    case "ENTRYPOINT": config.entrypoint = command(rest)
    case "ENV":
      for (name, value) in try pairs(rest) {
        let others = (config.environment ?? []).filter { !$0.hasPrefix("\(name)=") }
        config.environment = others + ["\(name)=\(value)"]
      }
    case "LABEL":
      var labels = config.labels?.values ?? [:]
      for (name, value) in try pairs(rest) { labels[name] = value }
      config.labels = Labels(labels)
    case "EXPOSE":
      var ports = config.exposedPorts?.values ?? [:]
      for port in rest.split(separator: " ") {
        let number = port.prefix { $0 != "/" }
        guard number.split(separator: "-").allSatisfy({ UInt16($0) != nil }) else {
          throw .badParameter("Invalid containerPort: \(number)")
        }
        ports[port.contains("/") ? "\(port)" : "\(port)/tcp"] = EmptyObject()
      }
      config.exposedPorts = SortedMap(ports)
    case "VOLUME":
      var volumes = config.volumes?.values ?? [:]
      for path in list(rest) ?? rest.split(separator: " ").map(String.init) { volumes[path] = EmptyObject() }
      config.volumes = SortedMap(volumes)
    case "USER": config.user = rest
    case "WORKDIR": config.workingDirectory = rest
    case "HEALTHCHECK": config.healthcheck = healthcheck(rest)
    case "ONBUILD": config.onBuild = (config.onBuild ?? []) + [rest]
    default: throw .badParameter("\(word.lowercased()) is not a valid change command")
    }
  }

  /// `NONE`, or `CMD` with a command.
  private static func healthcheck(_ text: String) -> HealthcheckConfig {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.first?.uppercased() == "CMD", words.count > 1 else {
      return HealthcheckConfig(test: ["NONE"])
    }
    return HealthcheckConfig(test: list(words[1]).map { ["CMD"] + $0 } ?? ["CMD-SHELL", words[1]])
  }

  /// A command in its JSON form, or in words for a shell.
  private static func command(_ text: String) -> [String] {
    list(text) ?? ["/bin/sh", "-c", text]
  }

  private static func list(_ text: String) -> [String]? {
    guard text.hasPrefix("["), let values = try? JSONValue(parsing: Array(text.utf8)).array else {
      return nil
    }
    let words = values.compactMap(\.string)
    return words.count == values.count ? words : nil
  }

  /// `NAME=value NAME="a value"`, or `NAME the rest`.
  private static func pairs(_ text: String) throws(EngineFault) -> [(String, String)] {
    guard let first = text.split(separator: " ").first else {
      throw .badParameter("ENV requires at least one argument")
    }
    guard first.contains("=") else {
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      return [(parts[0], parts.count > 1 ? parts[1] : "")]
    }
    return words(text).compactMap { word in
      word.firstIndex(of: "=").map { (String(word[..<$0]), String(word[word.index(after: $0)...])) }
    }
  }

  /// Words as a shell splits them, quotes taken off.
  private static func words(_ text: String) -> [String] {
    var (words, word, quote): ([String], String, Character?) = ([], "", nil)
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == " " {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
