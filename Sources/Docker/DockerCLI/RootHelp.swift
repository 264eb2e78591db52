/// The help of `docker` itself.
enum RootHelp {
  static let text: String = {
    let sections = [
      "Usage:  docker [OPTIONS] COMMAND", "A self-sufficient runtime for containers",
      "Common Commands:\n" + HelpText.commands(rows(common)),
      "Management Commands:\n" + HelpText.commands(groups),
      "Commands:\n" + HelpText.commands(rows(others)),
      "Global Options:\n" + HelpText.options(GlobalOptions.flags.filter { !$0.isHidden }, width: 80),
      "Run 'docker COMMAND --help' for more information on a command.",
    ]
    return sections.joined(separator: "\n\n")
  }()

  private static let common = [
    "run", "ps", "pull", "push", "images", "login", "logout", "version", "info",
  ]

  private static var others: [String] { Catalog.topLevel.map(\.name).filter { !common.contains($0) } }

  private static var groups: [(name: String, summary: String)] {
    Catalog.groups.map { ($0.name, $0.summary) }
  }

  private static func rows(_ names: [String]) -> [(name: String, summary: String)] {
    names.compactMap { name in
      Catalog.topLevel.first { $0.name == name }.map { (name, $0.command.specification.summary) }
    }
  }
}
