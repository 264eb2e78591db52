import Basics

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

extension RanFact: YAMLReadable {
  static var expected: Phrase {
    Phrase(
      en: "a command, or a mapping such as `{command: docker images, output: …}`",
      ja: "コマンド、または `{command: docker images, output: …}` のようなマッピング")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "command", expecting: Self.expected) else {
      return nil
    }
    self.init(
      commands: fields.list("command"), with: fields.list("with"), without: fields.list("without"),
      exit: fields["exit"] ?? .code(0), output: fields.list("output"), after: fields.earlierStep("after"))
    fields.finish()
  }
}

extension RanFact.Exit: YAMLScalar {
  static var expected: Phrase {
    Phrase(en: "an exit code from 0 to 255, `failed` or `any`", ja: "0〜255 の終了コード、`failed`、`any` のどれか")
  }

  init?(yaml text: String) {
    switch text {
    case "failed": self = .failed
    case "any": self = .anything
    default:
      guard let code = UInt8(text) else { return nil }
      self = .code(Int32(code))
    }
  }
}

extension CommandPattern: YAMLScalar {
  static var expected: Phrase {
    Phrase(
      en: "a program and its first words, such as `docker image ls`", ja: "`docker image ls` のようなプログラム名と最初の単語"
    )
  }

  init?(yaml text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let program = words.first else { return nil }
    self.init(program: program, words: words.dropFirst().map { Glob($0) })
  }
}
