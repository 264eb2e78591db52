import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The start of a child that shares this process's group, terminal and input.
struct ChildStart {
  private let command: ChildCommand

  init(_ command: ChildCommand) {
    self.command = command
  }

  /// Starts the child with these descriptors as its standard output and error, and every signal as it is by default.
  func start(output: Int32, errors: Int32) throws(SystemError) -> pid_t {
    try unsafe Spawn.start(
      [command.executable] + command.arguments,
      variables: command.environment.map { "\($0.key)=\($0.value)" }
    ) { actions in
      unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
      unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    }
  }
}
