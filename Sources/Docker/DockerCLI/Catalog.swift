/// All commands by name, and those that docker has and this docker does not.
enum Catalog {
  struct Entry: Sendable {
    /// The command's own name, with its noun: `docker container ls`.
    let path: String
    let command: any DockerCommand.Type
  }

  enum Result: Sendable {
    case command(Entry, rest: ArraySlice<String>)
    /// A help text; it is an answer when it was asked for.
    case help(String, isAnswer: Bool)
    /// The help of docker itself.
    case overview(isAnswer: Bool)
    case unavailable(path: String)
  }

  /// A word of a command line that stands for a command.
  struct Row: Sendable {
    let name: String
    let command: any DockerCommand.Type
    var aliases: [String] = []
  }

  /// A noun and its verbs.
  struct Group: Sendable {
    let name: String
    let summary: String
    let rows: [Row]
    /// Verbs that docker has and this docker does not, with what they do; without a summary they are not in the help.
    let unavailable: [(name: String, summary: String)]
    /// What stands behind the noun in error messages.
    var usage = ""

    func row(_ word: String) -> Row? { rows.first { $0.name == word || $0.aliases.contains(word) } }
  }

  /// What the words of a command line mean.
  static func find(_ words: [String]) throws(CommandFailure) -> Result {
    guard let first = words.first else { return .overview(isAnswer: false) }
    if first == "--help" || first == "help" && words.count == 1 {
      return .overview(isAnswer: true)
    }
    if first == "help" { return try help(words.dropFirst()) }
    if let row = topLevel.first(where: { $0.name == first || $0.aliases.contains(first) }) {
      return .command(Entry(path: "docker \(row.name)", command: row.command), rest: words[1...])
    }
    if let group = groups.first(where: { $0.name == first }) { return try find(words[1...], in: group) }
    if unavailable.contains(where: { $0.name == first }) { return .unavailable(path: "docker \(first)") }
    let end = "\n\nRun 'docker --help' for more information"
    do throws(FlagError) {
      _ = try FlagParser.parse(words[...], flags: [])
    } catch .help, .deprecatedHelp {
      return .overview(isAnswer: true)
    } catch {
      throw CommandFailure("\(error.text)\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]" + end, exitCode: 125)
    }
    throw CommandFailure("docker: unknown command: docker \(first)" + end)
  }

  /// The help of a command, or of all of docker when it is none.
  private static func help(_ words: ArraySlice<String>) throws(CommandFailure) -> Result {
    var rest = words.prefix { !$0.hasPrefix("-") }
    let topic = Array(rest)
    let noun = groups.first { $0.name == rest.first }
    if noun != nil { _ = rest.popFirst() }
    let verbs = noun?.rows ?? topLevel
    if let verb = rest.first, verbs.contains(where: { $0.name == verb || $0.aliases.contains(verb) }) {
      _ = rest.popFirst()
    }
    guard rest.isEmpty else { throw CommandFailure("unknown help topic: \(rest.joined(separator: " "))") }
    return try find(topic + ["--help"])
  }

  private static func find(_ words: ArraySlice<String>, in group: Group) throws(CommandFailure) -> Result {
    let path = "docker \(group.name)"
    guard let word = words.first else { return .help(help(group), isAnswer: false) }
    // Docker looks for the verb behind the wish for help, too.
    if word == "--help", let verb = words.dropFirst().first, group.row(verb) != nil {
      return try find([verb, word] + words.dropFirst(2), in: group)
    }
    if let row = group.row(word) {
      return .command(Entry(path: "\(path) \(row.name)", command: row.command), rest: words.dropFirst())
    }
    if group.unavailable.contains(where: { $0.name == word }) { return .unavailable(path: "\(path) \(word)") }
    let end = "\n\nUsage:  \(path)\(group.usage)\n\nRun '\(path) --help' for more information"
    do throws(FlagError) {
      _ = try FlagParser.parse(words, flags: [])
    } catch .help {
      return .help(help(group), isAnswer: true)
    } catch .deprecatedHelp {
      return .help(HelpText.deprecation + help(group), isAnswer: true)
    } catch {
      throw CommandFailure(error.text + end, exitCode: 125)
    }
    throw CommandFailure("docker: unknown command: \(path) \(word)" + end)
  }

  private static func help(_ group: Group) -> String {
    let own = group.rows.map { (name: $0.name, summary: $0.command.specification.summary) }
    let rows = (own + group.unavailable.filter { !$0.summary.isEmpty }).sorted { $0.name < $1.name }
    return "Usage:  docker \(group.name) COMMAND\n\n\(group.summary)\n\nCommands:\n"
      + HelpText.commands(rows)
      + "\n\nRun 'docker \(group.name) COMMAND --help' for more information on a command."
  }
}
