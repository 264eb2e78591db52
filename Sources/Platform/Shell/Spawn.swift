import Basics

#if canImport(Glibc)
  import Glibc

  /// `POSIX_SPAWN_SETSID`, which glibc declares for `_GNU_SOURCE` only.
  private let newSession: Int32 = 0x80
#else
  import Darwin

  private let newSession = POSIX_SPAWN_SETSID | POSIX_SPAWN_CLOEXEC_DEFAULT
#endif

/// `posix_spawn`, with every signal as it is by default.
package enum Spawn {
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

  /// Starts a program as the leader of a session of its own that holds nothing of ours but what `arrange` gives it.
  ///
  /// A connection that it kept would never end for its peer. `kept` is how many descriptors it gets, from 0 on.
  ///
  /// - Throws: `SystemError` when it cannot be started.
  @unsafe package static func startSession(
    _ words: [String], variables: [String], keeping kept: Int32,
    arrange: (inout posix_spawn_file_actions_t) -> Void
  ) throws(SystemError) -> pid_t {
    try unsafe start(words, variables: variables, flags: Int32(newSession)) { actions in
      unsafe arrange(&actions)
      unsafe closeOthers(&actions, from: kept)
    }
  }

  @unsafe private static func closeOthers(
    _ actions: inout posix_spawn_file_actions_t, from first: Int32
  ) {
    #if canImport(Glibc)
      // glibc has it since 2.34, and hides it from Swift.
      typealias CloseFrom =
        @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
      if let symbol = unsafe dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") {
        _ = unsafe unsafeBitCast(symbol, to: CloseFrom.self)(&actions, first)
        return
      }
      for descriptor in Folders.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where descriptor >= first
      {
        unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
      }
    #endif
  }

  @unsafe private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}
