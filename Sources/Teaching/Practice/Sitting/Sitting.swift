import Basics
import Checks
import HTTPServer
import Lessons

/// One sitting: machines, journal and progress of one lesson, held by one process.
package actor Sitting {
  package nonisolated let lesson: Lesson
  package nonisolated let folder: LessonFolder
  package nonisolated let runtime: RuntimeFolder
  package nonisolated let machines: any SittingMachines
  nonisolated let setup: SittingSetup
  private var journal: Journal
  private let lock: SittingLock
  /// How far the learner has come.
  package private(set) var progress: Progress
  /// The number of the last command that an assessment has seen.
  var lastAssessed = 0
  /// The diagnosed verdict that was shown last.
  var lastShown: StepAssessment?
  /// What the machines' daemon.json said when that was last written down.
  private var daemonTexts: [Machine.ID: String?] = [:]
  private var tail: Task<Void, Never>?
  private let loops = ServerLoops()
  private var control: HTTPServer?

  init(
    setup: SittingSetup, runtime: RuntimeFolder, machines: any SittingMachines,
    journal: consuming Journal, lock: consuming SittingLock, progress: Progress
  ) {
    self.setup = setup
    lesson = setup.lesson
    folder = setup.folder
    self.runtime = runtime
    self.machines = machines
    self.journal = journal
    self.lock = lock
    self.progress = progress
    lastAssessed = progress.lastCommand
    // Who comes back to a mistake has been told of it already.
    lastShown = progress.currentStep(in: setup.lesson).flatMap { progress.lastTold(of: $0.id) }
    for machine in setup.lesson.machines { daemonTexts[machine.id] = machines.daemonText(of: machine.id) }
  }

  /// Writes into the journal what the learner has made of the machines' daemon.json since that was last done.
  ///
  /// An editor leaves no other trace, and whoever grades must be able to do it again.
  func noteDaemonFiles() throws {
    for machine in lesson.machines {
      let text = machines.daemonText(of: machine.id)
      guard daemonTexts[machine.id] != .some(text) else { continue }
      daemonTexts[machine.id] = .some(text)
      try write(.fileChanged(FileEntry(machine: machine.id, path: FileEntry.daemonFile, text: text)))
    }
  }

  /// Takes what the machines' daemon.json say now as nobody's doing: the machines were brought back to a snapshot.
  func forgetDaemonFiles() {
    for machine in lesson.machines { daemonTexts[machine.id] = .some(machines.daemonText(of: machine.id)) }
  }

  /// Writes an event to the journal and then counts it; nothing is counted that is not on the disk.
  ///
  /// - Throws: `SittingFailure.notSaved` when the disk is full or fails.
  func write(_ event: JournalEvent) throws {
    do {
      try journal.append(JournalEntry(time: setup.now(), event: event))
    } catch let error as SystemError {
      throw SittingFailure.notSaved(reason: error.reason)
    }
    progress.apply(event)
  }

  /// Runs `body` after everything that was asked before it has been answered.
  ///
  /// Assessments await the world in the middle; two at once would latch a step twice.
  func inTurn<Result: Sendable>(
    _ body: @escaping @Sendable (isolated Sitting) async throws -> Result
  ) async throws -> Result {
    let previous = tail
    let task = Task {
      await previous?.value
      return try await body(self)
    }
    tail = Task { _ = await task.result }
    return try await task.value
  }

  /// Lets other processes ask, through the control socket.
  func listen() async throws {
    let now = setup.now
    control = try await HTTPServer.start(
      ControlService(door: self).service, at: .unix(path: runtime.control), on: loops,
      options: ServerOptions(now: { Int(now() / 1000) }))
  }

  func stopListening() async {
    await control?.shutdown()
    control = nil
    await loops.shutdown()
  }

  /// What stands before the prompt of a shell on this machine: `host 3/9`.
  func mark(on machine: Machine.ID) -> String {
    let last = lesson.steps.last?.number ?? 0
    return "\(machine) \(progress.currentStep(in: lesson)?.number ?? last)/\(last)"
  }
}
