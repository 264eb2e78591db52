import Basics
import Practice
import Shell
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The shell in which a submission's commands run, one after the other, each told to the grader before and after.
struct SubmissionShell: Sendable {
  /// What happens while a submission runs.
  protocol Listener: Sendable {
    /// A command is about to run.
    func starts(_ command: String) async
    /// A command has ended with this status and has printed this.
    func ended(status: Int32, output: String) async
  }

  /// How it ended.
  enum Ending: Sendable, Equatable {
    case finished
    /// A limit was reached; what came after was not run.
    case stopped(Limit)
  }

  /// A limit that ends a submission.
  enum Limit: String, Sendable, Equatable, Codable {
    case lineTime, totalTime, memory, processes, output, commands
  }

  let room: Room
  let limits: GradingLimits
  let environment: [String: String]
  /// The sandbox; `nil` for none.
  let sandbox: Sandbox?
  /// Bash text that is run before the first command.
  let preamble: String

  /// Runs commands, which are shell text as it would be typed.
  func run(_ text: String, listener: any Listener) async throws -> Ending {
    let channelFolder = "\(room.entrance)/channel"
    try Folders.create(channelFolder, mode: 0o755)
    let channel = try PromptChannel(folder: channelFolder)
    for name in ["ask", "reply"] { try room.hand(over: "\(channelFolder)/\(name)") }
    let inside = "\(room.entranceInside)/channel"
    try AtomicFile.write(
      ScriptLoop.text(channel: inside, marksOutput: true, preamble: "exec 2>&1\nprintf '\\035'\n\(preamble)")
        .utf8,
      to: "\(channelFolder)/run.bash")
    let bash = ChildCommand(
      "/bin/bash", ["--norc", "--noprofile", "\(inside)/run.bash"], environment: environment,
      workingDirectory: sandbox == nil ? room.home : nil)
    let command = room.tools.flatMap { tools in sandbox.map { $0.command(bash, with: tools) } } ?? bash
    return try await converse(command, text, channel, listener)
  }

  private func converse(
    _ command: ChildCommand, _ text: String, _ channel: PromptChannel, _ listener: any Listener
  ) async throws -> Ending {
    let (tap, clock) = (OutputTap(), LineClock())
    let isSandboxed = sandbox != nil
    let outcome = try await command.converse(isOneStream: true) { child in
      let watch = RoomWatch(root: child.process, isSandboxed: isSandboxed)
      return try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask {
          await serve(channel, tap, clock, listener)
          return false
        }
        group.addTask {
          await guardLimits(watch, tap, clock)
          return false
        }
        group.addTask {
          // A shell that has ended before it has read everything is no error of ours.
          try? await child.write(Array(text.utf8))
          try? await child.endInput()
          return false
        }
        group.addTask {
          try await child.forEachOutput { tap.append($0) }
          return true
        }
        // After a limit too the output comes to its end, because everything is killed.
        while let isOver = try await group.next(), !isOver {}
        group.cancelAll()
      }
    }
    // A room that cannot be made is no fault of whoever was to work in it.
    guard tap.hasBegun || clock.reached != nil else {
      throw NoShell(status: outcome.termination.status, words: tap.rest())
    }
    return clock.reached.map { .stopped($0) } ?? .finished
  }

  private func serve(
    _ channel: PromptChannel, _ tap: OutputTap, _ clock: LineClock, _ listener: any Listener
  ) async {
    await channel.serve { request in
      switch request {
      case .starting(let command):
        clock.start()
        await listener.starts(command)
      case .prompt(let status):
        clock.stop()
        await listener.ended(status: status, output: await tap.takeCommand())
      }
      return "-"
    }
  }

  /// Looks at what the submission uses up, ten times a second, and ends it when it is too much.
  private func guardLimits(_ watch: RoomWatch, _ tap: OutputTap, _ clock: LineClock) async {
    var (pulse, busiest, crowded, runnable) = (FairPulse(), BusiestProcess(), 0, 1)
    while let passed = try? await pulse.next(own: runnable) {
      let processes = watch.processes().map(\.status)
      // Whoever has a processor is kept waiting by nobody, however many want one.
      clock.pass(max(passed, busiest.pass(processes)))
      runnable = processes.count(where: \.isRunnable)
      crowded = processes.count >= limits.processes ? crowded + 1 : 0
      let limit: Limit? =
        switch true {
        case processes.reduce(0) { $0 + $1.memory } > limits.memory: .memory
        case crowded >= 10: .processes
        case tap.total > limits.output: .output
        case clock.commands > limits.commands: .commands
        case pulse.time.seconds >= Double(limits.totalSeconds): .totalTime
        case clock.line >= Double(limits.lineSeconds + 2): .lineTime
        default: nil
        }
      if let limit {
        clock.reach(limit)
        return watch.end()
      }
      if clock.line >= Double(limits.lineSeconds), clock.interrupt() { watch.interrupt() }
    }
  }
}

/// How much processor time the busiest of some processes has had between two looks, in seconds.
private struct BusiestProcess {
  private var before: [Int32: Double] = [:]

  mutating func pass(_ processes: [ProcessStatus]) -> Double {
    let now = Dictionary(processes.map { ($0.process, $0.userSeconds + $0.kernelSeconds) }) { $1 }
    defer { before = now }
    return now.map { process, seconds in seconds - (before[process] ?? 0) }.max() ?? 0
  }
}

/// The shell of a submission that never began.
struct NoShell: UserFacingError, Equatable {
  let status: Int32
  /// What was printed instead.
  let words: String

  var summary: Phrase {
    let line = words.split(whereSeparator: \.isNewline).first.map { ": \($0.prefix(200))" } ?? ""
    return Phrase(
      en: "the sandbox's shell could not be started (exit code \(status))\(line)",
      ja: "サンドボックスのシェルを起動できませんでした（終了コード \(status)）\(line)")
  }

  var exitCode: ExitCode { .undetermined }
}

/// How long the present command of a submission has been running, in seconds that count; and what it began.
private final class LineClock: Sendable {
  private let state = Mutex(State())

  private struct State {
    /// `nil` while no command runs.
    var line: Double?
    var isInterrupted = false
    var commands = 0
    var reached: SubmissionShell.Limit?
  }

  func start() { state.withLock { $0 = State(line: 0, commands: $0.commands + 1, reached: $0.reached) } }
  func stop() { state.withLock { $0 = State(commands: $0.commands, reached: $0.reached) } }

  /// Notes the limit before everything is killed, so that the end of the output does not look like an end by itself.
  func reach(_ limit: SubmissionShell.Limit) { state.withLock { $0.reached = limit } }
  var reached: SubmissionShell.Limit? { state.withLock(\.reached) }

  /// How many commands have begun.
  var commands: Int { state.withLock(\.commands) }

  func pass(_ seconds: Double) { state.withLock { $0.line = $0.line.map { $0 + seconds } } }
  var line: Double { state.withLock { $0.line ?? 0 } }

  /// Whether this is the first time that the present command is interrupted.
  func interrupt() -> Bool {
    state.withLock { state in
      defer { state.isInterrupted = true }
      return !state.isInterrupted
    }
  }
}
