import Basics
import Lessons

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How dojo was called under another name.
package struct LinkCall: Sendable {
  /// The name and the arguments as the shell passed them on.
  package let argv: [String]
  package let environment: [String: String]
  package let folder: String
  /// Milliseconds since 1970.
  package let now: @Sendable () -> Int64

  package init(
    argv: [String], environment: [String: String], folder: String, now: @escaping @Sendable () -> Int64
  ) {
    self.argv = argv
    self.environment = environment
    self.folder = folder
    self.now = now
  }

  var arguments: [String] { Array(argv.dropFirst()) }

  /// The name without the folder.
  var name: String { argv.first?.split(separator: "/").last.map(String.init) ?? "" }

  /// The same call of another program.
  func renamed(_ argv: [String]) -> Self {
    Self(argv: argv, environment: environment, folder: folder, now: now)
  }

  /// Writes the command into the journal and waits until it is on the disk.
  func record(
    exit: Int32, output: String, isTruncated: Bool, typed: String? = nil,
    carried: [CarriedPlace]? = nil, started: Int64, in context: LinkContext
  ) async {
    let entry = CommandEntry(
      argv: [name] + arguments, folder: folder, machine: context.machine, exit: exit, output: output,
      isTruncated: isTruncated, typed: typed, carried: carried, started: started)
    do {
      try await context.door.record(entry)
    } catch {
      complain(ControlFailure(error).text)
    }
  }

  /// Says something about dojo itself on standard error.
  func complain(_ phrase: Phrase) {
    let text = "dojo: \(phrase[Language(environment: environment)])\n"
    try? AtomicFile.writeAll(Array(text.utf8), to: STDERR_FILENO, path: "stderr")
  }
}
