import DockerAPI

/// The options of logging drivers, `--log-opt` (Docker docs, "Configure logging drivers").
enum LogOptions {
  private static let known: [String: Set<String>] = [
    "json-file": ["compress", "env", "env-regex", "labels", "labels-regex", "max-file", "max-size", "tag"],
    "local": ["compress", "max-file", "max-size"],
  ]

  /// Refuses options that the driver does not have.
  static func require(_ log: LogConfig) throws(EngineFault) {
    let driver = log.type.isEmpty ? "json-file" : log.type
    guard let known = known[driver] else { return }
    let delivery: Set = ["mode", "max-buffer-size"]
    let stranger = log.config.sortedKeys.first { !known.contains($0) && !delivery.contains($0) }
    guard let stranger else { return }
    throw .badParameter("unknown log opt '\(stranger)' for \(driver) log driver")
  }

  /// Refuses, as late as the container is started, values that make no sense.
  static func requireValues(_ log: LogConfig) throws(EngineFault) {
    let problem = "failed to initialize logging driver: "
    if let size = log.config["max-size"], !isSize(size) { throw .system(problem + "invalid size: '\(size)'") }
    guard let count = log.config["max-file"] else { return }
    guard let number = Int(count) else {
      throw .system(problem + "strconv.Atoi: parsing \"\(count)\": invalid syntax")
    }
    guard number >= 1 else { throw .system(problem + "max-file cannot be less than 1") }
  }

  /// What `docker logs --details` shows before each line: labels and variables that were asked for, and the tag.
  static func details(of container: Container) -> String {
    let log = container.hostConfig.logConfig
    guard log.type == "json-file" else { return "" }
    var shown: [String: String] = [:]
    let names = { (option: String) in Set((log.config[option] ?? "").split(separator: ",").map(String.init)) }
    let pattern = { (option: String) in log.config[option].flatMap { try? Regex($0) } }
    let isWanted = { (name: String, option: String) in
      names(option).contains(name) || (pattern("\(option)-regex")).map { name.contains($0) } ?? false
    }
    for (name, value) in container.labels where isWanted(name, "labels") { shown[name] = value }
    for text in container.config.environment ?? [] {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2, isWanted(parts[0], "env") { shown[parts[0]] = parts[1] }
    }
    if let tag = log.config["tag"], !tag.isEmpty { shown["tag"] = LogTag.text(tag, of: container) }
    return shown.map { "\(LogTag.escaped($0.key))=\(LogTag.escaped($0.value))" }.sorted().joined(
      separator: ",")
  }

  /// Whether a text is a size such as `10m` (go-units, `FromHumanSize`).
  private static func isSize(_ text: String) -> Bool {
    text.lowercased().wholeMatch(of: /[0-9]+(\.[0-9]+)? ?[kmgtp]?i?b?/) != nil
  }
}
