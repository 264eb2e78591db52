import Basics
import DockerAPI

/// The few commands of a base image whose outcome a practice machine knows without running them.
enum ShellCommand {
  static func choice(_ commandLine: CommandLine, config: ContainerConfig) -> ProgramChoice {
    let name = commandLine.path.split(separator: "/").last.map(String.init) ?? ""
    if commandLine.path.hasPrefix("-") { return .isMissing(commandLine.path) }
    let program =
      switch name {
      case "sh", "ash": shell(commandLine.arguments, config: config)
      default: simple(name, commandLine.arguments, config: config)
      }
    return program.map { .runs($0) } ?? .isBeyondPractice(Refusal.command(commandLine))
  }

  /// A shell without input ends at once; with a script of one plain command it is that command.
  private static func shell(_ arguments: [String], config: ContainerConfig) -> Program? {
    if arguments.isEmpty { return config.opensStdin || config.hasTerminal ? nil : .ends }
    guard arguments.count == 2, arguments[0] == "-c" else { return nil }
    let script = arguments[1]
    let isPlain = script.unicodeScalars.allSatisfy { !#"$`"'\|&;<>(){}*?[]~#!="#.unicodeScalars.contains($0) }
    let words = script.split(separator: " ").map(String.init)
    guard isPlain, let name = words.first else { return nil }
    return simple(name, Array(words.dropFirst()), config: config)
  }

  private static func simple(_ name: String, _ arguments: [String], config: ContainerConfig) -> Program? {
    switch (name, arguments) {
    case ("true", _): .ends
    case ("false", _): .finishes(output: [], exitCode: 1)
    case ("echo", _): echo(arguments)
    case ("sleep", let words): sleep(words)
    case ("hostname", []), ("cat", ["/etc/hostname"]): .prints("\(config.hostname)\n")
    case ("pwd", []): .prints("\(config.workingDirectory.isEmpty ? "/" : config.workingDirectory)\n")
    case ("env", []), ("printenv", []): .prints(environment(config))
    default: nil
    }
  }

  private static func echo(_ arguments: [String]) -> Program? {
    guard let first = arguments.first, first.hasPrefix("-") else {
      return .prints(arguments.joined(separator: " ") + "\n")
    }
    return first == "-n" ? .prints(arguments.dropFirst().joined(separator: " ")) : nil
  }

  private static func sleep(_ arguments: [String]) -> Program? {
    if arguments == ["infinity"] || arguments == ["inf"] { return .sleeps(nil) }
    let durations = arguments.compactMap(SleepArgument.duration)
    guard !durations.isEmpty, durations.count == arguments.count else { return nil }
    return .sleeps(durations.reduce(.zero, +))
  }

  /// The variables in the order in which Docker hands them over.
  private static func environment(_ config: ContainerConfig) -> String {
    let set = config.environment ?? []
    let path = set.filter { $0.hasPrefix("PATH=") }
    let rest = set.filter { !$0.hasPrefix("PATH=") }
    let terminal = config.hasTerminal ? ["TERM=xterm"] : []
    let own = path + ["HOSTNAME=\(config.hostname)"] + terminal + rest + ["HOME=\(home(of: config.user))"]
    return own.map { "\($0)\n" }.joined()
  }

  private static func home(of user: String) -> String {
    user.isEmpty || user == "root" || user == "0" ? "/root" : "/"
  }
}
