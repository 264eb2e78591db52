/// What dojo adds to a learner's own shell, after their own start-up files ran.
package struct ShellDressing: Sendable, Equatable {
  /// The folder of links that must come first on `PATH`.
  package let links: String
  /// The programs in that folder; aliases and functions of these names are set aside.
  package let linkedPrograms: [String]
  /// The folder that holds the FIFOs of a `PromptChannel`.
  package let channel: String
  /// The process that answers on the channel.
  package let answeringProcess: Int32
  /// One sentence, shown once, when that process has disappeared.
  package let farewell: String
  /// What stands before the prompt of a shell without hooks.
  package let fixedMark: String

  package init(
    links: String, linkedPrograms: [String], channel: String, answeringProcess: Int32, farewell: String,
    fixedMark: String
  ) {
    self.links = links
    self.linkedPrograms = linkedPrograms
    self.channel = channel
    self.answeringProcess = answeringProcess
    self.farewell = farewell
    self.fixedMark = fixedMark
  }

  /// How to start `program` so that it wears this dressing.
  ///
  /// `folder` is an empty folder of our own, where the start-up files will be put.
  package func start(
    of program: ShellProgram, in folder: String, environment: [String: String]
  ) -> ShellStart {
    switch program.kind {
    case .bash: bashStart(folder)
    case .zsh: zshStart(folder, environment)
    case .fish: fishStart(folder)
    case .plain: plainStart(folder)
    }
  }

  private func plainStart(_ folder: String) -> ShellStart {
    ShellStart(
      arguments: ["-i"],
      environment: ["ENV": "\(folder)/shrc"],
      files: [
        "shrc": """
        unset ENV
        PATH=\(Self.quoted(links)):$PATH
        PS1=\(Self.quoted(fixedMark + " "))$PS1

        """
      ])
  }

  /// Text as one word of bash, zsh and sh.
  package static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }

  /// Text as one word of fish.
  static func quotedForFish(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}

/// How to start a dressed shell.
package struct ShellStart: Sendable, Equatable {
  package let arguments: [String]
  /// What the shell's environment needs besides the learner's own.
  package let environment: [String: String]
  /// Start-up files by name, to be written before the start.
  package let files: [String: String]
}
