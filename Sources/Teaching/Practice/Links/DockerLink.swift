import Basics
import DockerCLI
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// dojo called as `docker`: the bundled docker, with a record of what it was asked and what it said.
package enum DockerLink {
  /// Runs the command with the bundled docker on this process's terminal and returns its exit code.
  package static func run(_ call: LinkCall, with docker: @escaping BundledDocker) async -> Int32 {
    guard let context = LinkContext(environment: call.environment) else {
      return await runOutside(call, with: docker)
    }
    if let own = OwnDockerLink(call, in: context) { return await own.run() }
    let started = call.now()
    let said = CappedText(limit: CommandEntry.outputLimit)
    let typed = CappedText(limit: CommandEntry.outputLimit)
    let files = RecordedFiles(home: call.environment["HOME"])
    let (exits, ending) = AsyncStream<Int32>.makeStream()
    var surroundings = CommandEnvironment.ofProcess()
    surroundings.files = files
    surroundings.output = RecordedOutput(surroundings.output, STDOUT_FILENO, in: said) {
      ending.yield(128 + SIGPIPE)
    }
    surroundings.errors = RecordedOutput(surroundings.errors, STDERR_FILENO, in: said) {
      ending.yield(128 + SIGPIPE)
    }
    if attaches(call.arguments) { surroundings.input = RecordedInput(surroundings.input, in: typed) }
    // Ctrl-C ends the command and not the process, so that an interrupted command is still recorded.
    let interrupts =
      attaches(call.arguments) ? nil : SignalWatch(SIGINT) { ending.yield(ExitCode.interrupted.rawValue) }
    // Not a child task: a command that was interrupted is left behind, the process ends with it.
    Task { [surroundings] in ending.yield(await docker(call.arguments, surroundings)) }
    let exit = await exits.first { _ in true } ?? ExitCode.undetermined.rawValue
    await call.record(
      exit: exit, output: said.text, isTruncated: said.isTruncated, typed: typed.whole,
      carried: files.carried, started: started, in: context)
    interrupts?.cancel()
    return exit
  }

  /// Outside a sitting the bundled docker works for whoever says which engine is meant; nothing is recorded.
  private static func runOutside(_ call: LinkCall, with docker: BundledDocker) async -> Int32 {
    guard
      call.environment["DOCKER_HOST"]?.isEmpty == false
        || DockerCommandLine.optionThatLeadsElsewhere(in: call.arguments) == "host"
    else {
      call.complain(outside)
      return ExitCode.undetermined.rawValue
    }
    return await docker(call.arguments, .ofProcess())
  }

  /// Whether the command passes Ctrl-C on to a container instead of ending by it.
  package static func attaches(_ arguments: [String]) -> Bool {
    let words = arguments.filter { !$0.hasPrefix("-") }.prefix(2)
    return words.contains { ["run", "start", "attach", "exec"].contains($0) }
  }

  private static let outside = Phrase(
    en: "this docker belongs to dojo: use it inside dojo run, or set DOCKER_HOST to an engine of your choice",
    ja: "この docker は dojo のものです。dojo run の中で使うか、使いたいエンジンを DOCKER_HOST に指定してください")
}

/// The bundled docker: arguments without the program's name in, exit code out.
package typealias BundledDocker =
  @Sendable (_ arguments: [String], _ environment: CommandEnvironment) async -> Int32

/// An output that is also kept for the journal.
///
/// A reader that has gone (`docker ps | head -1`) ends the command, but must not take the record with it.
private struct RecordedOutput: OutputChannel {
  private let inner: any OutputChannel
  private let descriptor: Int32
  private let record: CappedText
  private let readerHasGone: @Sendable () -> Void

  init(
    _ inner: any OutputChannel, _ descriptor: Int32, in record: CappedText,
    readerHasGone: @escaping @Sendable () -> Void
  ) {
    self.inner = inner
    self.descriptor = descriptor
    self.record = record
    self.readerHasGone = readerHasGone
    signal(SIGPIPE, SIG_IGN)
  }

  var terminal: TerminalSize? { inner.terminal }

  func write(_ bytes: [UInt8]) {
    record.append(bytes)
    do {
      try AtomicFile.writeAll(bytes, to: descriptor, path: "output")
    } catch {
      if error.code == EPIPE { readerHasGone() }
    }
  }
}
