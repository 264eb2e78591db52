import Basics
import Checks
import Lessons
import Practice
import Reports

/// A submission that is being done again: after each command its steps are judged, in order and out of order.
actor Repetition {
  private let sitting: Sitting
  /// The lesson with everything that grades it, checks of the instructor's own included.
  private let lesson: Lesson
  private let log: AssessmentLog
  private let clock: CommandClock
  private var open = OpenSteps()
  private var passedAt: [Step.ID: Int] = [:]
  private(set) var commands: [CommandResult] = []

  init(of sitting: Sitting, lesson: Lesson, log: AssessmentLog, clock: CommandClock) {
    self.sitting = sitting
    self.lesson = lesson
    self.log = log
    self.clock = clock
  }

  /// The step that is the current one.
  func currentStep() async -> Step.ID? { await sitting.progress.currentStep(in: lesson)?.id }

  /// Writes a command down that has ended, and judges what is so now.
  func ended(_ command: CommandResult, on machine: Machine.ID) async throws {
    commands.append(command)
    clock.tick()
    try await judge(on: machine, status: Int32(command.exit))
  }

  private func judge(on machine: Machine.ID, status: Int32) async throws {
    await sitting.lookAnew()
    let events = try await sitting.prompt(on: machine, status: status, patience: .prompt).events
    let passed = events.compactMap(\.passedStep)
    for step in passed { passedAt[step] = commands.count }
    if passed.isEmpty { await lookBeyond() }
    for step in passed { await doubt(after: step) }
  }

  /// Looks whether steps behind the current one hold.
  private func lookBeyond() async {
    let progress = await sitting.progress
    guard let current = progress.currentStep(in: lesson),
      let place = lesson.steps.firstIndex(where: { $0.id == current.id })
    else { return }
    let candidates = lesson.steps[(place + 1)...].filter { step in
      !step.isSelfConfirmed && !open.has(step.id) && progress.pass(of: step.id) == nil
    }
    // A step that holds lets those hold that come after it, so they are asked one after the other.
    for step in candidates {
      guard let assessment = await glance(at: [step], progress).first, assessment.outcome == .passed else {
        continue
      }
      open.add(StepPass(step: step.id, command: progress.lastCommand, assessment: assessment), in: lesson)
      passedAt[step.id] = passedAt[step.id] ?? commands.count
      await doubt(after: step.id)
    }
  }

  private func doubt(after step: Step.ID) async {
    open.confirm(before: step, in: lesson)
    await revokeWhatNoLongerHolds(open.doubted(after: step, in: lesson))
  }

  private func revokeWhatNoLongerHolds(_ steps: [Step]) async {
    guard !steps.isEmpty else { return }
    for assessment in await glance(at: steps, await sitting.progress) where assessment.outcome == .failed {
      open.revoke(assessment.step)
      passedAt[assessment.step] = nil
    }
  }

  private func glance(at steps: [Step], _ progress: Progress) async -> [StepAssessment] {
    let record = OpenRecord(commands: progress.commands, passes: progress.passes + open.passes)
    return await Assessor(lesson: lesson).glance(at: steps, world: sitting.machines.world, journal: record)
  }

  /// Judges what is still open at the end, and tells what came out for each step.
  func finish() async throws -> [StepResult] {
    await sitting.lookAnew()
    await lookBeyond()
    await revokeWhatNoLongerHolds(open.unconfirmed(in: lesson))
    let progress = await sitting.progress
    var results: [StepResult] = []
    for step in lesson.steps {
      let assessment = await assessment(of: step, progress)
      var result = StepResult(assessment, of: step, log.record(of: step.id), progress)
      result.command = passedAt[step.id]
      results.append(result)
    }
    return results
  }

  /// What the result of a step rests on: its pass, else the most that was ever reached, else how it is now.
  private func assessment(of step: Step, _ progress: Progress) async -> StepAssessment {
    let record = log.record(of: step.id)
    if let pass = open.passes.first(where: { $0.step == step.id }) { return pass.assessment }
    if progress.pass(of: step.id) != nil, let best = record.best { return best }
    if let best = record.best, best.earned > 0 { return best }
    if let diagnosed = record.diagnosed { return diagnosed }
    guard !step.isSelfConfirmed else {
      return StepAssessment(step: step.id, verdicts: [], points: step.points)
    }
    let isNext = lesson.steps.first { progress.pass(of: $0.id) == nil && !open.has($0.id) }?.id == step.id
    // Whoever has not come so far has made no mistake here.
    if !isNext, let seen = await glance(at: [step], progress).first { return seen }
    let journal = OpenRecord(commands: progress.commands, passes: progress.passes + open.passes)
    return await Assessor(lesson: lesson).assess(
      step, world: sitting.machines.world, journal: journal, latched: Set(journal.passes.map(\.step)),
      patience: .milliseconds(500))
  }

  /// The steps that passed in order, which is what the learner's own sitting can have told them.
  func passedInOrder() async -> Set<Step.ID> { Set(await sitting.progress.passes.map(\.step)) }
}

extension SittingEvent {
  fileprivate var passedStep: Step.ID? {
    if case .passed(let assessment, _) = self { return assessment.step }
    return nil
  }
}
