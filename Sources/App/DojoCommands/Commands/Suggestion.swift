import ArgumentParser
import Basics

/// The command that a mistyped one was probably meant to be.
enum Suggestion {
  /// The subcommand nearest to the first argument, when that is no command but nearly one.
  static func command(for arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let names = commandNames
    guard !names.contains(word) else { return nil }
    let nearest = names.min { EditDistance.between(word, $0) < EditDistance.between(word, $1) }
    guard let nearest, EditDistance.between(word, nearest) <= 2 else { return nil }
    return nearest
  }

  static var commandNames: [String] {
    let configuration = DojoCommand.configuration
    var commands = configuration.subcommands
    for group in configuration.groupedSubcommands { commands += group.subcommands }
    return commands.map { $0._commandName }
  }
}
