import ArgumentParser

/// The command that a mistyped one was probably meant to be.
enum Suggestion {
  /// The subcommand nearest to the first argument, when that is no command but nearly one.
  static func command(for arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let names = commandNames
    guard !names.contains(word) else { return nil }
    let nearest = names.min { distance(word, $0) < distance(word, $1) }
    guard let nearest, distance(word, nearest) <= 2 else { return nil }
    return nearest
  }

  private static var commandNames: [String] {
    let configuration = DojoCommand.configuration
    var commands = configuration.subcommands
    for group in configuration.groupedSubcommands { commands += group.subcommands }
    return commands.map { $0._commandName }
  }

  /// The number of letters to insert, remove, replace or swap with their neighbour.
  static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left), Array(right))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
