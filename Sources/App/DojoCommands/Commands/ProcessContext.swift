import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a command finds around it: its environment and its own binary.
struct ProcessContext: Sendable {
  let environment: [String: String]
  /// Path of the running binary, links resolved.
  let executable: String
  /// The folder in which it lies.
  var programs: String { String(executable[..<(executable.lastIndex(of: "/") ?? executable.startIndex)]) }
  /// The small program that is installed or built beside it.
  var link: String { "\(programs)/dojo-link" }

  static func current() -> Self {
    Self(environment: OwnProcess.variables(), executable: currentExecutable())
  }

  /// Where the lessons lie.
  func home() throws(DojoHomeError) -> DojoHome {
    try DojoHome.find(environment: environment, executable: executable)
  }

  private static func currentExecutable() -> String {
    #if os(Linux)
      let path = "/proc/self/exe"
    #else
      let path = CommandLine.arguments.first ?? "dojo"
    #endif
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
