import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `posix_spawn`, with every signal as it is by default.
enum Spawn {
  /// Starts the program that the first word is the path of.
  ///
  /// `variables` is its whole environment, as `NAME=value`; `flags` are attributes besides those of signals; `arrange`
  /// says which descriptors it gets.
  @unsafe static func start(
    _ words: [String], variables: [String], flags: Int32 = 0,
    arrange: (inout posix_spawn_file_actions_t) -> Void
  ) throws(SystemError) -> pid_t {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    let every = Int16(flags | Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    unsafe posix_spawnattr_setflags(&attributes, every)
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe arrange(&actions)
    var process: pid_t = 0
    let code = unsafe withCStrings(words) { arguments in
      unsafe withCStrings(variables) { environment in
        unsafe posix_spawn(&process, words[0], &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw SystemError(operation: "start", subject: words[0], code: code) }
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
