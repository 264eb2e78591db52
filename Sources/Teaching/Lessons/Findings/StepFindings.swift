/// What a chapter says about one step besides its text: found in the words, for authors and their tools.
package struct StepFindings: Sendable, Hashable {
  /// The number as it is printed: `3`, `3-1`, `③`; empty where the author wrote none.
  package var label = ""
  /// The nearest heading above the step, when the step itself is no heading.
  package var section: String?
  /// The commands that the step's own text shows, in order; those of its solution are not among them.
  package var commands: [FoundCommand] = []
  /// The commands of the solution, in order.
  package var solutionCommands: [FoundCommand] = []
  /// What the text says will be printed.
  package var expected: [ExpectedOutput] = []
  /// What the learner must replace by something else, each once.
  package var blanks: [Blank] = []
  /// Words that say on which machine the step is done, in order.
  package var machines: [MachineCue] = []
  /// Where the solution was found; absent where there is none.
  package var solutionOrigin: SolutionOrigin?

  package init() {}
}

/// One command as a chapter shows it.
package struct FoundCommand: Sendable, Hashable {
  /// The shell text without its prompt; continued lines and here-documents are whole.
  package let line: String
  /// Where the command itself starts, after the prompt.
  package let place: SourcePlace
  package let carrier: Carrier
  /// The host that the prompt names: `root@node1:~#`.
  package let host: String?
  /// What is printed below the command in the same fence.
  package let output: [String]

  /// What a command stands in.
  package enum Carrier: String, Sendable, Hashable {
    /// A fence or an indented block.
    case fence
    /// Three backticks before and after it on one line.
    case oneLine = "one-line"
    /// A code span in a sentence that is marked as something to execute.
    case inline
  }

  package init(
    _ line: String, at place: SourcePlace, carrier: Carrier = .fence, host: String? = nil,
    output: [String] = []
  ) {
    self.line = line
    self.place = place
    self.carrier = carrier
    self.host = host
    self.output = output
  }
}

/// What a chapter says will be seen.
package struct ExpectedOutput: Sendable, Hashable {
  /// The lines as written, without the comment signs in front of them.
  package let lines: [String]
  package let place: SourcePlace
  package let carrier: Carrier

  /// Where expected output stands.
  package enum Carrier: String, Sendable, Hashable {
    /// Below the command, in the same fence.
    case belowCommand = "below-command"
    /// A fence of its own.
    case fence
    /// Comments in the fence of the command: `# Output`.
    case comment
    /// Code spans of a sentence: "You should see `x`".
    case sentence
  }

  package init(lines: [String], place: SourcePlace, carrier: Carrier) {
    self.lines = lines
    self.place = place
    self.carrier = carrier
  }

  /// Whether the author left something out: a line of dots or of `~`.
  package var isElided: Bool {
    lines.contains { line in
      let line = line.trimmed
      guard let first = line.first, "~〜～.…:：".contains(first) else { return false }
      return ["...", "…", "~略~", "～略～", "〜略〜", ":", "："].contains(line) || line.hasPrefix("~~~")
        || line.hasPrefix("....") || line.contains("略")
    }
  }
}

/// Something in a chapter that each learner replaces by their own.
package struct Blank: Sendable, Hashable {
  /// The name without its signs: `ホストOSのホスト名`, `your-name`.
  package let name: String
  /// As written: `{ホストOSのホスト名}`, `<your-name>`, `YOUR_NAME`, `$NAME`.
  package let written: String
  package let form: Form
  /// Every place in the step, in order.
  package let places: [SourcePlace]

  /// The ways in which authors write blanks.
  package enum Form: String, Sendable, Hashable {
    case braces
    case angles
    /// `YOUR_NAME`, `xxxxxxxx`.
    case capitals
    /// A shell variable that no command of the chapter sets.
    case variable
  }

  package init(name: String, written: String, form: Form, places: [SourcePlace]) {
    self.name = name
    self.written = written
    self.form = form
    self.places = places
  }
}

/// Words that say on which machine something is done.
package struct MachineCue: Sendable, Hashable {
  /// The words as they stand in the text.
  package let words: String
  package let target: Target
  /// Whether it holds until the text says otherwise.
  package let isLasting: Bool
  package let place: SourcePlace

  /// The machine that is meant.
  package enum Target: Sendable, Hashable {
    /// The one where the chapter starts.
    case first
    case other
    /// Every machine of the chapter.
    case both
    /// The one of this name: `node1`.
    case named(String)
  }

  package init(words: String, target: Target, isLasting: Bool, place: SourcePlace) {
    self.words = words
    self.target = target
    self.isLasting = isLasting
    self.place = place
  }
}

/// Where a step's solution was found.
package enum SolutionOrigin: Sendable, Hashable {
  /// In the step itself.
  case step(SourcePlace)
  /// In a key that is numbered like the steps.
  case key(SourcePlace)
  /// In a file that the chapter links to.
  case file(SourcePlace)
  /// "Same as 1": the solution of another step, by its number.
  case sameAs(number: Int, SourcePlace)
  /// From the checks file.
  case checksFile
}
