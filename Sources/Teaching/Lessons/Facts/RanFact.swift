/// The learner ran a command like this.
///
/// ```yaml
/// ran: {command: ["docker images", "docker image ls"], exit: 0, after: start-registry}
/// ran: {command: curl, with: ["*localhost:5000/v2/_catalog*"], output: '"testimage"'}
/// ran: {command: docker push, with: ["*/testimage*"], exit: failed}
/// ```
package struct RanFact: Sendable, Hashable {
  /// Any of these commands will do; empty means whichever.
  package var commands: [CommandPattern]
  /// Words that must stand among the arguments, in any order.
  package var with: [Glob]
  /// Words that must not stand among the arguments.
  package var without: [Glob]
  package var exit: Exit
  /// What the output must hold, all of it.
  package var output: [TextPattern]
  /// Only commands after the moment this step passed count; absent means any of the sitting.
  package var after: Step.ID?

  package init(
    commands: [CommandPattern] = [], with: [Glob] = [], without: [Glob] = [], exit: Exit = .code(0),
    output: [TextPattern] = [], after: Step.ID? = nil
  ) {
    self.commands = commands
    self.with = with
    self.without = without
    self.exit = exit
    self.output = output
    self.after = after
  }

  /// How the command must have ended.
  package enum Exit: Sendable, Hashable {
    case code(Int32)
    /// With any code but 0: `failed` in YAML.
    case failed
    /// However: `any` in YAML.
    case anything
  }
}

/// A program and the first words after it that are not options: `docker image ls`.
package struct CommandPattern: Sendable, Hashable, CustomStringConvertible {
  package let program: String
  package let words: [Glob]

  package init(program: String, words: [Glob] = []) {
    self.program = program
    self.words = words
  }

  package var description: String {
    ([program] + words.map(\.pattern)).joined(separator: " ")
  }
}
