import Basics
import DockerCLI
import Dispatch
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
      call.complain(outside)
      return ExitCode.undetermined.rawValue
    }
    // A reader that has gone (`docker ps | head -1`) must not take the record with it.
    signal(SIGPIPE, SIG_IGN)
    let started = call.now()
    let said = CappedText(limit: CommandEntry.outputLimit)
    var surroundings = CommandEnvironment.ofProcess()
    surroundings.output = RecordedOutput(surroundings.output, in: said)
    surroundings.errors = RecordedOutput(surroundings.errors, in: said)
    let exit = await interruptible(unless: attaches(call.arguments)) { [surroundings] in
      await docker(call.arguments, surroundings)
    }
    await call.record(
      exit: exit, output: said.text, isTruncated: said.isTruncated, started: started, in: context)
    return exit
  }

  /// Whether the command passes Ctrl-C on to a container instead of ending by it.
  private static func attaches(_ arguments: [String]) -> Bool {
    let words = arguments.filter { !$0.hasPrefix("-") }.prefix(2)
    return words.contains { ["run", "start", "attach", "exec"].contains($0) }
  }

  /// Runs `body`; Ctrl-C ends the wait for it with 130, so that the interrupted command is still recorded.
  private static func interruptible(
    unless passesOn: Bool, _ body: @escaping @Sendable () async -> Int32
  ) async -> Int32 {
    if passesOn { return await body() }
    let (exits, continuation) = AsyncStream<Int32>.makeStream()
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT)
    source.setEventHandler { continuation.yield(ExitCode.interrupted.rawValue) }
    source.activate()
    defer { source.cancel() }
    // Not a child task: an interrupted command is left behind, the process ends with it.
    Task { continuation.yield(await body()) }
    for await exit in exits { return exit }
    return ExitCode.interrupted.rawValue
  }

  private static let outside = Phrase(
    en: "this docker belongs to a practice session and works only inside dojo run",
    ja: "この docker は練習用で、dojo run の中でだけ使えます")
}

/// The bundled docker: arguments without the program's name in, exit code out.
package typealias BundledDocker =
  @Sendable (_ arguments: [String], _ environment: CommandEnvironment) async -> Int32

/// An output that is also kept for the journal.
struct RecordedOutput: OutputChannel {
  private let inner: any OutputChannel
  private let record: CappedText

  init(_ inner: any OutputChannel, in record: CappedText) {
    self.inner = inner
    self.record = record
  }

  var terminal: TerminalSize? { inner.terminal }

  func write(_ bytes: [UInt8]) {
    inner.write(bytes)
    record.append(bytes)
  }
}
