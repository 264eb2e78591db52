/// Everything that can be said of a command without running it; parsing, help and error texts all come from it.
struct CommandSpecification: Sendable {
  /// What the command does, in one line of its help.
  let summary: String
  /// What its help says in the place of the summary, when that is more.
  var details: String?
  /// What follows the command's name in its usage: `[OPTIONS] CONTAINER`.
  let usage: String
  let arguments: ArgumentRule
  /// Every name of the command, as its help lists them; empty when there is only one.
  var aliases: [String] = []
  var flags: [Flag] = []
  /// Whether options may stand behind arguments; not where they belong to a container.
  var allowsFlagsAfterArguments = true
}

/// How many arguments a command takes.
enum ArgumentRule: Sendable, Equatable {
  case none
  case exactly(Int)
  case atLeast(Int)
  case atMost(Int)
  case between(Int, Int)

  /// The complaint about a wrong number of arguments, as docker phrases it; `nil` when the number is right.
  func complaint(count: Int, path: String, usage: String) -> String? {
    let usageLine = "\n\nUsage:  \(usage)\n\n"
    let run = "Run '\(path) --help' for more information"
    switch self {
    case .none where count > 0:
      return "docker: '\(path)' accepts no arguments\(usageLine)\(run)"
    case .exactly(let wanted) where count != wanted:
      return "docker: '\(path)' requires \(plural(wanted))\(usageLine)\(run)"
    case .atLeast(let wanted) where count < wanted:
      return "docker: '\(path)' requires at least \(plural(wanted))\(usageLine)"
        + "See '\(path) --help' for more information"
    case .atMost(let wanted) where count > wanted:
      // The stray letter is docker's own.
      return "docker: '\(path)' requires at most \(plural(wanted))\(usageLine)S\(run)"
    case .between(let low, let high) where !(low...high).contains(count):
      return "docker: '\(path)' requires at least \(low) and at most \(plural(high))\(usageLine)\(run)"
    default: return nil
    }
  }

  private func plural(_ count: Int) -> String {
    count == 1 ? "1 argument" : "\(count) arguments"
  }
}
