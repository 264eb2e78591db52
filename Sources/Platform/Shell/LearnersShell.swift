import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A dressed interactive shell on this process's terminal.
package struct LearnersShell: Sendable {
  package let program: ShellProgram
  package let dressing: ShellDressing
  /// A folder of our own, for start-up files.
  package let folder: String
  /// The learner's own environment with dojo's additions.
  package let environment: [String: String]
  package let workingDirectory: String?
  /// How the shell's command is started, when something is to stand around it.
  package var around: @Sendable (ChildCommand) -> ChildCommand = { $0 }

  package init(
    program: ShellProgram, dressing: ShellDressing, folder: String, environment: [String: String],
    workingDirectory: String? = nil
  ) {
    self.program = program
    self.dressing = dressing
    self.folder = folder
    self.environment = environment
    self.workingDirectory = workingDirectory
  }

  /// Writes the start-up files and says how to start the shell.
  package func prepare() throws(SystemError) -> ChildCommand {
    let start = dressing.start(of: program, in: folder, environment: environment)
    for (name, text) in start.files.sorted(by: { $0.key < $1.key }) {
      try AtomicFile.write(text.utf8, to: "\(folder)/\(name)", mode: 0o600)
    }
    return ChildCommand(
      program.path, start.arguments,
      environment: environment.merging(start.environment) { _, ours in ours },
      workingDirectory: workingDirectory)
  }

  /// Runs the shell until the learner leaves it or the terminal is lost, answering its prompts meanwhile.
  ///
  /// The kernel tells only us, the leader of the session, that the terminal is gone: the shell is hung up by us, and
  /// hangs up what it has started.
  ///
  /// `answer` gives the mark of the next prompt; the shell waits for it.
  package func run(
    on channel: PromptChannel, answer: @escaping @Sendable (PromptRequest) async -> String
  ) async throws -> Termination {
    let command = around(try prepare())
    guard let terminal = ControllingTerminal() else { return try await attend(command, channel, answer) }
    return try await terminal.lend { try await attend(command, channel, answer) }
  }

  private func attend(
    _ command: ChildCommand, _ channel: PromptChannel,
    _ answer: @escaping @Sendable (PromptRequest) async -> String
  ) async throws -> Termination {
    try await withThrowingTaskGroup(of: Termination?.self) { group in
      group.addTask {
        await channel.serve(answer)
        return nil
      }
      group.addTask {
        await HangUp.wait()
        return .signalled(SIGHUP)
      }
      group.addTask { try await command.runInherited() }
      defer { group.cancelAll() }
      while let finished = try await group.next() {
        if let finished { return finished }
      }
      return .exited(0)
    }
  }
}
