import Basics
import Checks
import Lessons

extension Sitting: SittingDoor {
  package func record(_ command: CommandEntry) async throws {
    var entry = command
    entry.step = progress.currentStep(in: lesson)?.id
    try noteDaemonFiles()
    try write(.command(entry))
  }

  package func prompt(on machine: Machine.ID, status: Int32, patience: Patience) async throws -> PromptReply {
    try await inTurn { sitting in
      try sitting.noteDaemonFiles()
      let events = try await sitting.assessAfterCommands(patience)
      return PromptReply(mark: sitting.mark(on: machine), events: events)
    }
  }

  package func check(_ number: Int?) async throws -> [SittingEvent] {
    try await inTurn { sitting in
      guard let step = try sitting.step(number) else {
        return [.finished(sitting.currentStatus)]
      }
      if let pass = sitting.progress.pass(of: step.id) { return [.alreadyPassed(pass.assessment)] }
      return try await sitting.judge(step)
    }
  }

  package func hint(_ number: Int?) async throws -> [SittingEvent] {
    try await inTurn { sitting in
      guard let step = try sitting.step(number) else { return [.finished(sitting.currentStatus)] }
      let count = step.hints.count
      let rung = min(sitting.progress.hintsShown[step.id, default: 0] + 1, count)
      if count > 0 { try sitting.write(.hintShown(HintEntry(step: step.id, rung: rung))) }
      return [.hint(step: step.id, rung: rung, of: count)]
    }
  }

  package func solution(_ number: Int?) async throws -> [SittingEvent] {
    try await inTurn { sitting in
      guard let step = try sitting.step(number) else { return [.finished(sitting.currentStatus)] }
      try sitting.write(.solutionShown(StepEntry(step: step.id)))
      return [.solution(step: step.id)]
    }
  }

  package func reset(_ number: Int?) async throws -> [SittingEvent] {
    try await inTurn { sitting in
      let last = sitting.machines.keepsSteps ? sitting.lesson.steps.last : sitting.lesson.steps.first
      let asked = number == nil && !sitting.machines.keepsSteps ? last : try sitting.step(number)
      guard let step = asked ?? last else { return [] }
      return try await sitting.goBack(to: step)
    }
  }

  package func status() async throws -> SittingStatus { currentStatus }

  package func machine(_ id: Machine.ID) async throws -> MachineAddress {
    guard let machine = lesson.machines.first(where: { $0.id == id || $0.name == id.text }) else {
      throw SittingFailure.noSuchMachine(id.text, known: lesson.machines.map(\.id.text))
    }
    return MachineAddress(
      id: machine.id, name: machine.name, engine: machines.access(to: machine.id),
      daemonFile: machines.daemonFile(of: machine.id))
  }

  package func service(_ action: ServiceAction, on machine: Machine.ID) async throws -> ServiceOutcome? {
    guard let machine = lesson.machines.first(where: { $0.id == machine || $0.name == machine.text }) else {
      throw SittingFailure.noSuchMachine(machine.text, known: lesson.machines.map(\.id.text))
    }
    try noteDaemonFiles()
    return await machines.service(action, on: machine.id)
  }

  package func route(host: String, port: Int, from machine: Machine.ID) async throws -> Route {
    await machines.route(host: host, port: port, from: machine)
  }

  package func own(_ note: OwnNote) async throws -> OwnReport? { try await machines.own(note) }

  var currentStatus: SittingStatus { SittingStatus(of: lesson, progress: progress) }

  /// The step with this number; the current one without a number, or `nil` when the lesson is done.
  private func step(_ number: Int?) throws -> Step? {
    guard let number else { return progress.currentStep(in: lesson) }
    guard let step = lesson.step(number: number) else {
      throw SittingFailure.noSuchStep("\(number)", last: lesson.steps.last?.number ?? 0)
    }
    return step
  }
}
