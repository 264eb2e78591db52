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
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    var process: pid_t = 0
    let words = [command.executable] + command.arguments
    let variables = command.environment.map { "\($0.key)=\($0.value)" }
    let code = unsafe Self.withCStrings(words) { arguments in
      unsafe Self.withCStrings(variables) { environment in
        unsafe posix_spawn(&process, command.executable, &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw SystemError(operation: "start", subject: command.executable, code: code) }
    return process
  }

  @unsafe private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}
