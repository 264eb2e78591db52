/// What the program `registry` is asked to do with a configuration file.
struct RegistryTask: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case serve
    /// `registry garbage-collect`.
    case collect(Collection)
  }

  /// The options of `registry garbage-collect`.
  struct Collection: Hashable, Sendable {
    var isDryRun = false
    var removesUntagged = false
  }

  let kind: Kind
  /// Path of the configuration file in the container.
  let configuration: String

  /// What the program says when it is used wrongly.
  var usage: String {
    switch kind {
    case .serve: RegistryCommand.serveUsage
    case .collect: RegistryCommand.collectUsage
    }
  }

  /// Reads the words behind `serve` or `garbage-collect`; the program that complains if they make no sense.
  static func read(_ word: String, _ arguments: [String], environment: [String]) -> Reading {
    var collection = Collection()
    var files: [String] = []
    for argument in arguments {
      guard argument.hasPrefix("-"), argument != "-" else {
        files.append(argument)
        continue
      }
      guard word == "garbage-collect", collection.take(argument) else {
        return isHelp(argument)
          ? .prints(help(word)) : .complains(complaint(argument) + usage(of: word) + "\n")
      }
    }
    let path = files.first ?? variable("REGISTRY_CONFIGURATION_PATH", environment)
    guard let path else {
      return .fails("configuration error: configuration path unspecified\n" + usage(of: word))
    }
    return .task(Self(kind: word == "serve" ? .serve : .collect(collection), configuration: path))
  }

  enum Reading: Hashable {
    case task(RegistryTask)
    case prints(String)
    /// Options that it does not know; it still ends with 0.
    case complains(String)
    case fails(String)
  }

  private static func isHelp(_ argument: String) -> Bool {
    ["-h", "--help", "--help=true"].contains(argument)
  }

  private static func usage(of word: String) -> String {
    word == "serve" ? RegistryCommand.serveUsage : RegistryCommand.collectUsage
  }

  private static func help(_ word: String) -> String {
    (word == "serve"
      ? "`serve` stores and distributes Docker images\n\n"
      : "`garbage-collect` deletes layers not referenced by any manifests\n\n") + usage(of: word)
  }

  private static func complaint(_ option: String) -> String {
    let name = option.drop { $0 == "-" }
    return option.hasPrefix("--")
      ? "Error: unknown flag: --\(name.prefix { $0 != "=" })\n"
      : "Error: unknown shorthand flag: '\(name.prefix(1))' in \(option)\n"
  }

  private static func variable(_ name: String, _ environment: [String]) -> String? {
    environment.last { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.utf8.count + 1)) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension RegistryTask.Collection {
  /// Takes an option such as `-d`, `-dm` or `--dry-run=true`; false if it is none of them.
  fileprivate mutating func take(_ option: String) -> Bool {
    var copy = self
    if option.hasPrefix("--") {
      let parts = option.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? String(parts[1]) : "true"
      guard let isOn = ["true": true, "1": true, "false": false, "0": false][value] else { return false }
      switch parts[0] {
      case "dry-run": copy.isDryRun = isOn
      case "delete-untagged": copy.removesUntagged = isOn
      default: return false
      }
    } else {
      for letter in option.dropFirst() {
        switch letter {
        case "d": copy.isDryRun = true
        case "m": copy.removesUntagged = true
        default: return false
        }
      }
    }
    self = copy
    return true
  }
}
