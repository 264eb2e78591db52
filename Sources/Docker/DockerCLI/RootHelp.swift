/// The help of `docker` itself.
enum RootHelp {
  static func text(configFolder: String, width: Int) -> String {
    let options = GlobalOptions.flags(configFolder: configFolder)
    let sections = [
      "Usage:  docker [OPTIONS] COMMAND", "A self-sufficient runtime for containers",
      "Common Commands:\n" + HelpText.commands(rows(common)),
      "Management Commands:\n" + HelpText.commands(rows(groups)),
      "Swarm Commands:\n" + HelpText.commands(rows(swarm)),
      "Commands:\n" + HelpText.commands(rows(others)),
      "Global Options:\n" + HelpText.options(options, width: width),
      "Run 'docker COMMAND --help' for more information on a command.",
      "For more help on how to use Docker, head to https://docs.docker.com/go/guides/",
    ]
    return sections.joined(separator: "\n\n")
  }

  private static let common = [
    "run", "exec", "ps", "build", "pull", "push", "images", "login", "logout", "search", "version", "info",
  ]
  private static let swarm = ["config", "node", "secret", "service", "stack", "swarm"]

  private static var groups: [String] {
    (Catalog.groups.map(\.name) + ["builder", "manifest", "plugin", "trust"]).sorted()
  }

  private static var others: [String] { Catalog.topLevel.map(\.name).filter { !common.contains($0) } }

  private static func rows(_ names: [String]) -> [(name: String, summary: String)] {
    let all =
      Catalog.topLevel.map { ($0.name, $0.command.specification.summary) }
      + Catalog.groups.map { ($0.name, $0.summary) } + Catalog.unavailable
    return names.compactMap { name in all.first { $0.0 == name } }
  }
}
