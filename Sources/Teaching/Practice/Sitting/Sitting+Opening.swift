import Basics
import Lessons
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Sitting {
  /// Opens a lesson's sitting: takes its lock, reads its journal, opens its machines as they were.
  ///
  /// - Returns: the sitting, and what the learner is to be told first: damage in the journal, where they stand.
  /// - Throws: `SittingFailure.alreadyRunning` with the other process; `SystemError` when the state folder cannot
  ///   be used.
  package static func open(_ setup: SittingSetup) async throws -> (Sitting, [SittingEvent]) {
    try setup.folder.create()
    let lock = try SittingLock(at: setup.folder.lock, process: setup.process)
    let journal = try Journal.open(at: setup.folder.journal)
    let contents = journal.contents
    let progress = Progress(folding: contents.entries)
    if let former = SittingAddress.lastWritten(in: setup.folder) { Folders.remove(former.runtime) }
    let runtime = try RuntimeFolder(
      environment: setup.environment, names: ["control.sock"] + setup.lesson.machines.map { "\($0.id).sock" })
    do {
      let machines = try await setup.openMachines(setup.lesson, setup.folder.machines, runtime.path)
      let sitting = Sitting(
        setup: setup, runtime: runtime, machines: machines, journal: journal, lock: lock, progress: progress)
      do {
        try await sitting.begin()
      } catch {
        await sitting.close()
        throw error
      }
      let events = contents.damages.map { SittingEvent.notice($0.notice) }
      let status = SittingStatus(of: setup.lesson, progress: progress)
      return (sitting, events + [.opened(status, isResumed: progress.hasStarted)])
    } catch {
      Folders.remove(runtime.path)
      throw error
    }
  }

  private func begin() async throws {
    try Folders.create(runtime.dockerConfiguration)
    let hasOwn = lesson.machines.contains { machines.access(to: $0.id).isOwn }
    _ = try LinkFolder(
      at: runtime.links, names: WorkPlace.linkedPrograms + (hasOwn ? ["podman"] : []),
      program: setup.program)
    if let step = progress.currentStep(in: lesson), !Folders.exists(folder.snapshot(of: step.id)) {
      try await machines.save(to: folder.snapshot(of: step.id))
    }
    try await listen()
    try SittingAddress(process: setup.process, control: runtime.control, runtime: runtime.path).write(
      to: folder)
    try write(
      .sittingStarted(SittingStart(lesson: lesson.id, process: setup.process, language: setup.language)))
  }

  /// Ends the sitting: machines stop, what they are and what was done is kept.
  package func close() async {
    // A full disk must not keep anybody from leaving; a missing end means the same when it is read.
    try? write(.sittingEnded)
    await stopListening()
    await machines.close()
    _ = unsafe unlink(folder.address)
    Folders.remove(runtime.path)
  }
}
