/// The command line of a web server image.
enum WebCommand {
  static func choice(_ commandLine: CommandLine) -> ProgramChoice {
    let words = [commandLine.path] + commandLine.arguments
    let program = words.first == "/docker-entrypoint.sh" ? Array(words.dropFirst()) : words
    switch program {
    case ["nginx", "-g", "daemon off;"]: return .runs(.web(.nginx, lifetime: nil))
    case ["httpd-foreground"], ["httpd", "-DFOREGROUND"], ["httpd", "-D", "FOREGROUND"]:
      return .runs(.web(.httpd, lifetime: nil))
    case ["nginx"]: return .runs(.ends)
    case let words where ["htpasswd", "/usr/local/apache2/bin/htpasswd"].contains(words.first):
      return HtpasswdCommand.choice(commandLine)
    default: return script(program).map { .runs($0) } ?? fallback(commandLine, program)
    }
  }

  /// `sh -c "nginx && sleep 3600"`: the server in the background for as long as the shell sleeps.
  private static func script(_ words: [String]) -> Program? {
    guard words.count == 3, ["sh", "/bin/sh", "bash", "/bin/bash"].contains(words[0]), words[1] == "-c" else {
      return nil
    }
    let parts = words[2].split(separator: " ").map(String.init)
    guard parts.count == 4, parts[0] == "nginx", ["&&", ";"].contains(parts[1]), parts[2] == "sleep",
      let lifetime = SleepArgument.duration(parts[3])
    else { return nil }
    return .web(.nginx, lifetime: lifetime)
  }

  private static func fallback(_ commandLine: CommandLine, _ words: [String]) -> ProgramChoice {
    if commandLine.path.hasPrefix("-") { return .isMissing(commandLine.path) }
    return .isBeyondPractice(Refusal.command(commandLine))
  }
}

/// The argument of `sleep`: a number, with `s`, `m`, `h` or `d`.
enum SleepArgument {
  static func duration(_ text: String) -> Duration? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    let unit = text.last.flatMap { units[$0] }
    guard let number = Double(unit == nil ? text[...] : text.dropLast()), number >= 0, number < 1e9 else {
      return nil
    }
    return .seconds(number * (unit ?? 1))
  }
}
