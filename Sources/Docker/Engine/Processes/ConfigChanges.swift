import Basics
import DockerAPI

/// The lines of a Dockerfile that `docker commit --change` and `docker import --change` may bring (Dockerfile reference).
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
    let instruction = word.uppercased()
    try requireArguments(instruction, rest)
    switch instruction {
    case "CMD": config.command = command(rest)
    case "ENTRYPOINT": config.entrypoint = rest.isEmpty ? nil : command(rest)
    case "ENV":
      for (name, value) in try pairs(instruction, rest) {
        let others = (config.environment ?? []).filter { !$0.hasPrefix("\(name)=") }
        config.environment = others + ["\(name)=\(value)"]
      }
    case "LABEL":
      var labels = config.labels?.values ?? [:]
      for (name, value) in try pairs(instruction, rest) { labels[name] = value }
      config.labels = Labels(labels)
    case "EXPOSE":
      var ports = config.exposedPorts?.values ?? [:]
      for text in rest.split(separator: " ") {
        for port in try exposed(String(text)) { ports[port] = EmptyObject() }
      }
      config.exposedPorts = SortedMap(ports)
    case "VOLUME":
      var volumes = config.volumes?.values ?? [:]
      for path in list(rest) ?? rest.split(separator: " ").map(String.init) { volumes[path] = EmptyObject() }
      config.volumes = SortedMap(volumes)
    case "USER": config.user = rest
    case "WORKDIR":
      let former = config.workingDirectory
      config.workingDirectory =
        rest.hasPrefix("/") ? rest : former.isEmpty || former == "/" ? "/\(rest)" : "\(former)/\(rest)"
    case "HEALTHCHECK": config.healthcheck = healthcheck(rest)
    case "ONBUILD": config.onBuild = (config.onBuild ?? []) + [rest]
    default: throw .badParameter("\(word.lowercased()) is not a valid change command")
    }
  }

  private static func requireArguments(_ instruction: String, _ rest: String) throws(EngineFault) {
    let isEmpty = rest.allSatisfy(\.isWhitespace)
    switch instruction {
    case "ENV", "LABEL", "EXPOSE", "VOLUME", "ONBUILD":
      guard !isEmpty else { throw .badParameter("\(instruction) requires at least one argument") }
    case "USER", "WORKDIR":
      guard !isEmpty else { throw .badParameter("\(instruction) requires exactly one argument") }
    default: break
    }
    guard instruction == "ONBUILD" else { return }
    let trigger = rest.prefix { $0 != " " }.uppercased()
    guard trigger != "ONBUILD" else {
      throw .badParameter("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed")
    }
    guard !["FROM", "MAINTAINER"].contains(trigger) else {
      throw .badParameter("\(trigger) isn't allowed as an ONBUILD trigger")
    }
  }

  /// The ports of `80`, `80/udp` or `80-82`.
  private static func exposed(_ text: String) throws(EngineFault) -> [String] {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let transport = parts.count > 1 ? parts[1].lowercased() : "tcp"
    let bounds = (parts.first ?? "").split(separator: "-").map { UInt16($0) }
    guard (1...2).contains(bounds.count), let first = bounds[0], let last = bounds.last ?? nil, first <= last
    else { throw .badParameter("Invalid containerPort: \(parts.first ?? "")") }
    guard ["tcp", "udp", "sctp"].contains(transport) else {
      throw .badParameter("Invalid proto: \(parts[1])")
    }
    return (first...last).map { "\($0)/\(transport)" }
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
    list(text) ?? ["/bin/sh", "-c"] + (text.isEmpty ? [] : [text])
  }

  private static func list(_ text: String) -> [String]? {
    guard text.hasPrefix("["), let values = try? JSONValue(parsing: Array(text.utf8)).array else {
      return nil
    }
    let words = values.compactMap(\.string)
    return words.count == values.count ? words : nil
  }

  /// `NAME=value NAME="a value"`, or `NAME the rest`.
  private static func pairs(
    _ instruction: String, _ text: String
  ) throws(EngineFault) -> [(String, String)] {
    let all = words(text)
    guard all.first?.contains("=") == true else {
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw .badParameter("\(instruction) must have two arguments") }
      return [(parts[0], parts[1])]
    }
    var pairs: [(String, String)] = []
    for word in all {
      guard let sign = word.firstIndex(of: "=") else {
        throw .badParameter(
          "Syntax error - can't find = in \(JSONValue.string(word).text()). Must be of the form: name=value")
      }
      pairs.append((String(word[..<sign]), String(word[word.index(after: sign)...])))
    }
    return pairs
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
