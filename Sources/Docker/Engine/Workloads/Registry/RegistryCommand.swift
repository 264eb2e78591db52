import Basics

/// The command line of the registry image: its entry script, then the program `registry`.
enum RegistryCommand {
  static func choice(_ commandLine: CommandLine, environment: [String]) -> ProgramChoice {
    guard commandLine.path == "/entrypoint.sh" else {
      return program(commandLine, environment: environment)
    }
    // The entry script hands over to `registry` what looks like its arguments, and runs anything else.
    guard let first = commandLine.arguments.first else { return .runs(.ends) }
    let arguments = commandLine.arguments
    switch first {
    case _ where first.hasSuffix(".yml") || first.hasSuffix(".yaml"):
      return registry(["serve"] + arguments, commandLine, environment)
    case "serve", "garbage-collect", "help": return registry(arguments, commandLine, environment)
    case _ where first.hasPrefix("-"): return registry(arguments, commandLine, environment)
    default:
      return program(
        CommandLine(path: first, arguments: Array(arguments.dropFirst())), environment: environment)
    }
  }

  private static func program(_ commandLine: CommandLine, environment: [String]) -> ProgramChoice {
    // The image of 2019 had htpasswd; the one that Docker Hub has had under this tag since 2020 has not.
    if commandLine.path == "htpasswd" { return .isMissing(commandLine.path) }
    guard names.contains(commandLine.path) else {
      return commandLine.path.hasPrefix("-")
        ? .isMissing(commandLine.path) : .isBeyondPractice(Refusal.command(commandLine))
    }
    return registry(commandLine.arguments, commandLine, environment)
  }

  private static func registry(
    _ arguments: [String], _ commandLine: CommandLine, _ environment: [String]
  ) -> ProgramChoice {
    switch arguments.first {
    case nil, "help", "-h", "--help": .runs(.prints(usage))
    case "-v", "--version": .runs(.prints("registry github.com/docker/distribution v2.7.1\n"))
    case let word? where word == "serve" || word == "garbage-collect":
      choice(RegistryTask.read(word, Array(arguments.dropFirst()), environment: environment), environment)
    case let first? where first.hasPrefix("-"): .runs(.fails(complaint(about: arguments), exitCode: 0))
    default: .isBeyondPractice(Refusal.command(commandLine))
    }
  }

  private static func choice(_ reading: RegistryTask.Reading, _ environment: [String]) -> ProgramChoice {
    switch reading {
    case .prints(let text): .runs(.prints(text))
    case .complains(let text): .runs(.fails(text, exitCode: 0))
    case .fails(let text): .runs(.fails(text, exitCode: 1))
    case .task(let task): choice(task, configuration: nil, environment: environment)
    }
  }

  /// What a task means with a configuration file; with the image's own when there is none.
  static func choice(
    _ task: RegistryTask, configuration: String?, environment: [String]
  ) -> ProgramChoice {
    switch (RegistryVariables.read(environment, configuration: configuration, for: task), task.kind) {
    case (.settings(let settings), .serve): .runs(.registry(settings))
    case (.settings(let settings), .collect(let options)): .runs(.collection(settings, options))
    case (.fails(let text, let exitCode), _): .runs(.fails(text, exitCode: exitCode))
    case (.isBeyondPractice(let phrase), _): .isBeyondPractice(phrase)
    }
  }

  /// Whether a word means the program `registry` itself.
  static func isProgram(_ word: String) -> Bool { names.contains(word) }

  private static let names = ["registry", "bin/registry", "/bin/registry"]

  /// The task of a container's command line; `nil` if it has none, or one that makes no sense.
  static func task(_ commandLine: CommandLine, environment: [String]) -> RegistryTask? {
    var words = ([commandLine.path] + commandLine.arguments)[...]
    if words.first == "/entrypoint.sh" {
      words.removeFirst()
      if let first = words.first, first.hasSuffix(".yml") || first.hasSuffix(".yaml") {
        words = ["serve"] + words
      }
    }
    if let first = words.first, names.contains(first) { words.removeFirst() }
    guard let word = words.first, word == "serve" || word == "garbage-collect",
      case .task(let task) = RegistryTask.read(word, Array(words.dropFirst()), environment: environment)
    else { return nil }
    return task
  }
}

extension RegistryCommand {
  /// What `registry` says to options it does not know; it still ends with 0.
  ///
  /// Its option reader takes the word after an unknown short option for that option's value, and complains
  /// about the first word that is left, or about the first option when no word is.
  static func complaint(about arguments: [String]) -> String {
    if let word = firstWord(of: arguments) {
      return "Error: unknown command \"\(word)\" for \"registry\"\nRun 'registry --help' for usage.\n"
    }
    let option = arguments[0]
    let name = option.drop { $0 == "-" }
    let reason =
      option.hasPrefix("--")
      ? "unknown flag: --\(name.prefix { $0 != "=" })"
      : "unknown shorthand flag: '\(name.prefix(1))' in \(option)"
    return "Error: \(reason)\n\(usage)\n"
  }

  private static func firstWord(of arguments: [String]) -> String? {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if !argument.hasPrefix("-") { return argument }
      let takesNext =
        argument.hasPrefix("--") ? !argument.contains("=") : argument.utf8.count == 2
      index += takesNext ? 2 : 1
    }
    return nil
  }

  static let serveUsage = """
    Usage:
      registry serve <config> [flags]

    Flags:
      -h, --help=false: help for serve


    """

  static let collectUsage = """
    Usage:
      registry garbage-collect <config> [flags]

    Flags:
      -m, --delete-untagged=false: delete manifests that are not currently referenced via tag
      -d, --dry-run=false: do everything except remove the blobs
      -h, --help=false: help for garbage-collect


    """

  static let usage = """
    Usage:
      registry [flags]
      registry [command]

    Available Commands:
      garbage-collect `garbage-collect` deletes layers not referenced by any manifests
      help            Help about any command
      serve           `serve` stores and distributes Docker images

    Flags:
      -h, --help=false: help for registry
      -v, --version=false: show the version and exit

    Use "registry [command] --help" for more information about a command.

    """
}
