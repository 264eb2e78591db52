/// The arguments of a docker command that name a container, a network or a volume.
///
/// There the beginning of an identifier is enough for docker; anywhere else `5` is a number and `80` a port.
enum ReferencePlaces {
  /// The places of such arguments; options and what they are given are none.
  static func of(_ arguments: [String]) -> Set<Int> {
    let words = arguments.indices.filter { !arguments[$0].hasPrefix("-") }
    let isGrouped = words.first.map { groups.contains(arguments[$0]) } ?? false
    guard let verbPlace = words.dropFirst(isGrouped ? 1 : 0).first else { return [] }
    let verb = arguments[verbPlace]
    let named = words.filter { $0 > verbPlace && !isValue(at: $0, in: arguments, of: verb) }
    if takesOne.contains(verb) { return Set(named.prefix(1)) }
    if verb == "cp" { return Set(named.filter { arguments[$0].contains(":") }) }
    return takesMany.contains(verb) ? Set(named) : []
  }

  private static func isValue(at place: Int, in arguments: [String], of verb: String) -> Bool {
    let option = arguments[place - 1]
    guard option.hasPrefix("-") else { return false }
    // Counts and times are numbers; `rm -f` and its like are followed by what they are about.
    return arguments[place].allSatisfy(\.isNumber) || verb == "exec" && takesValue.contains(option)
  }

  private static let groups: Set = ["container", "network", "volume"]
  private static let takesOne: Set = ["exec", "port", "commit", "rename", "top", "export", "diff"]
  private static let takesMany: Set = [
    "rm", "start", "stop", "restart", "kill", "pause", "unpause", "wait", "attach", "logs", "inspect",
    "stats",
    "update", "connect", "disconnect",
  ]
  private static let takesValue: Set = [
    "-e", "--env", "-u", "--user", "-w", "--workdir", "--env-file", "--detach-keys",
  ]
}
