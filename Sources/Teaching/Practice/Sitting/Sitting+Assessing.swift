import Basics
import Checks
import Lessons

extension Sitting {
  /// Judges the current step after the learner's commands: a pass, a diagnosed mistake, or silence.
  func assessAfterCommands(_ patience: Patience) async throws -> [SittingEvent] {
    let first = lastAssessed + 1
    let news = progress.commands.filter { $0.sequence >= first }
    lastAssessed = progress.lastCommand
    guard let step = progress.currentStep(in: lesson), !step.isSelfConfirmed else { return [] }
    let assessment = await assess(step, patience.limit)
    if assessment.outcome == .passed { return try await pass(assessment, since: first) }
    guard isWorthTelling(assessment, after: news) else { return [] }
    return try tell(assessment)
  }

  /// Judges a step because the learner asked.
  func judge(_ step: Step) async throws -> [SittingEvent] {
    let first = lastAssessed + 1
    lastAssessed = progress.lastCommand
    let assessment = await assess(step, Patience.whole.limit)
    let isCurrent = progress.currentStep(in: lesson)?.id == step.id
    // Where nothing can be judged, the learner's word is all there is.
    guard assessment.outcome == .passed || step.isSelfConfirmed, isCurrent else {
      return try tell(assessment)
    }
    return try await pass(assessment, since: first)
  }

  /// Latches a pass, and those of the steps after it that already hold.
  ///
  /// A step that does not hold yet is passed over in silence: the learner has not tried it.
  private func pass(_ assessment: StepAssessment, since first: Int) async throws -> [SittingEvent] {
    // A step can come true by what no link sees, such as `cp`; the learner's next command is then not part of it.
    let first = min(first, progress.lastCommand)
    try write(.passed(PassEntry(command: first, assessment: assessment)))
    var events: [SittingEvent] = []
    var passing: StepAssessment? = assessment
    while let passed = passing {
      lastShown = nil
      let next = progress.currentStep(in: lesson)
      events.append(.passed(passed, next: next?.id))
      if let next, let failure = await keepStart(of: next) { events.append(.notice(failure)) }
      if let next, let warning = await machines.warning(before: next) { events.append(.notice(warning)) }
      passing = nil
      if let next, !next.isSelfConfirmed {
        let ahead = await assess(next, .zero)
        // A pass that cannot be written down now is found again after the learner's next command.
        if ahead.outcome == .passed, write(ahead, since: first) { passing = ahead }
      }
    }
    if progress.currentStep(in: lesson) == nil { events.append(.finished(currentStatus)) }
    return events
  }

  private func write(_ passed: StepAssessment, since first: Int) -> Bool {
    do {
      try write(.passed(PassEntry(command: first, assessment: passed)))
      return true
    } catch {
      return false
    }
  }

  /// Keeps the machines as they are where a step begins; what kept that from being done takes nothing from a pass.
  private func keepStart(of step: Step) async -> Phrase? {
    do {
      try await machines.save(to: folder.snapshot(of: step.id))
      return nil
    } catch {
      return SittingFailure.startNotKept(
        step: step.number, reason: (error as? SystemError)?.reason ?? ControlFailure(error).summary.en
      ).text
    }
  }

  private func assess(_ step: Step, _ patience: Duration?) async -> StepAssessment {
    await setup.judge(step, machines.world, progress, patience)
  }

  private func tell(_ assessment: StepAssessment) throws -> [SittingEvent] {
    let timesTold = progress.timesTold(assessment)
    try write(.assessed(assessment))
    // Asking about another step does not make the current one's mistake news.
    if assessment.step == progress.currentStep(in: lesson)?.id { lastShown = assessment }
    return [.assessed(assessment, timesTold: timesTold)]
  }

  /// A diagnosed mistake is told once, and again when it was made again: the world changed, or a command failed.
  private func isWorthTelling(_ assessment: StepAssessment, after news: [CommandRecord]) -> Bool {
    guard assessment.isDiagnosed else { return false }
    guard assessment.step == lastShown?.step, assessment.leading == lastShown?.leading else { return true }
    return news.contains { $0.exit != 0 }
  }

  /// Brings machines and progress back to the start of a step that was reached before.
  func goBack(to step: Step) async throws -> [SittingEvent] {
    guard machines.keepsSteps || step.id == lesson.steps.first?.id else {
      throw OwnDockerFailure.noSnapshots(step: step.number)
    }
    guard let index = lesson.steps.firstIndex(where: { $0.id == step.id }),
      lesson.steps[..<index].allSatisfy({ progress.pass(of: $0.id) != nil }),
      Folders.exists(folder.snapshot(of: step.id))
    else { throw SittingFailure.notReached(step: step.number) }
    try await machines.restore(from: folder.snapshot(of: step.id))
    forgetDaemonFiles()
    try write(.reset(ResetEntry(step: step.id, unlatched: lesson.steps[index...].map(\.id))))
    lastAssessed = progress.lastCommand
    lastShown = nil
    return [.reset(step: step.id)]
  }
}
