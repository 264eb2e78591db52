import Basics
import Checks
import Lessons

/// One way through a lesson from clean machines, by its own solutions; afterwards every step can be gone back to.
struct ProofWalk: Sendable {
  let sitting: Sitting
  let room: ProofRoom
  let shell: ProofShell
  /// Counted from 1.
  let run: Int

  var lesson: Lesson { sitting.lesson }

  /// What came of doing a whole lesson.
  struct Journey: Sendable {
    var items: [ProofItem] = []
    /// How many steps have been begun; each of these can be gone back to.
    var begun = 0
  }

  /// What came of typing some commands.
  struct Typed: Sendable {
    var output = ""
    /// The line that did not end in time.
    var overdue: Command?
    /// What was told after the last command.
    var told: StepAssessment?
  }

  /// Opens a sitting with clean machines.
  static func open(
    _ room: ProofRoom, run: Int, limit: Duration, setup: LessonProver.MakeSetup
  ) async throws -> ProofWalk {
    let setup = try setup(room.sitting, room.home)
    let (sitting, _) = try await Sitting.open(setup)
    return ProofWalk(
      sitting: sitting, room: room,
      shell: ProofShell(room: room, environment: setup.environment, limit: limit), run: run)
  }

  func close() async {
    await sitting.close()
    room.clear()
  }

  /// Does every step by its solution; a step that this does not make pass ends the walk.
  func go() async throws -> Journey {
    var journey = Journey()
    for step in lesson.steps {
      try room.keep(startOf: step.id)
      journey.begun += 1
      let isEarly = await hasPassed(step)
      journey.items += await claimsToFail(step, isEarly: isEarly)
      guard !isEarly else { continue }
      let item = try await solve(step)
      if !step.isSelfConfirmed || item.outcome != .passed { journey.items.append(item) }
      guard item.outcome == .passed else { break }
    }
    journey.items += lesson.steps.dropFirst(journey.begun).filter { !$0.isSelfConfirmed }.map(unreached)
    return journey
  }

  private func solve(_ step: Step) async throws -> ProofItem {
    let start = ContinuousClock.now
    let commands = step.solvingCommands
    let typed = try await type(commands, on: step, patience: .whole)
    if await !hasPassed(step) { _ = try await sitting.check(nil) }
    let (outcome, why) = await passing(step, typed)
    return ProofItem(
      step: step, claim: .solution(run: run), outcome: outcome, why: why, commands: commands,
      output: outcome == .passed ? "" : typed.output, place: step.place, milliseconds: start.milliseconds)
  }

  private func unreached(_ step: Step) -> ProofItem {
    ProofItem(
      step: step, claim: .solution(run: run), outcome: .skipped,
      why: Phrase(en: "An earlier step could not be done.", ja: "前の手順を終えられませんでした。"), place: step.place)
  }

  /// Each check must fail where its step begins, or its pass means nothing.
  private func claimsToFail(_ step: Step, isEarly: Bool) async -> [ProofItem] {
    guard !step.isSelfConfirmed else { return [] }
    let start = ContinuousClock.now
    let verdicts = isEarly ? [] : await assess(step, .zero).verdicts
    return step.checks.map { check in
      let verdict = verdicts.first { $0.check == check.id }
      let outcome: ProofItem.Outcome =
        switch verdict?.outcome {
        case .failed: .passed
        case .passed, nil: .failed
        case .undetermined: .undetermined
        }
      return ProofItem(
        step: step, claim: .canFail(check.id), outcome: outcome,
        why: outcome == .passed ? nil : .cannotFail(check, verdict), place: check.place,
        milliseconds: start.milliseconds)
    }
  }
}

extension ProofWalk {
  /// Types commands, each on the machine it is for, and lets the sitting judge after each as a prompt would.
  func type(_ commands: [Command], on step: Step, patience: Patience) async throws -> Typed {
    var typed = Typed()
    for command in commands {
      let machine = command.machine ?? step.machine
      let place = try await sitting.workPlace(on: machine, lesson: lesson.id.text, runtime: sitting.runtime)
      let ended = try await shell.run(command.line, at: place)
      typed.output += "\(machine)$ \(command.line)\n\(ended.output)"
      guard !ended.isOverdue else {
        typed.overdue = command
        return typed
      }
      let events = try await sitting.prompt(on: machine, status: ended.status, patience: patience).events
      typed.told = events.compactMap { $0.assessment(of: step) }.last
    }
    return typed
  }

  /// Judges a step as it is now, without telling anybody.
  func assess(_ step: Step, _ patience: Duration?) async -> StepAssessment {
    await sitting.setup.judge(step, sitting.machines.world, sitting.progress, patience)
  }

  func hasPassed(_ step: Step) async -> Bool { await sitting.progress.pass(of: step.id) != nil }

  /// Whether a step has passed, and what stands in its way.
  func passing(_ step: Step, _ typed: Typed) async -> (ProofItem.Outcome, Phrase?) {
    if let overdue = typed.overdue { return (.failed, .overdue(overdue)) }
    if await hasPassed(step) { return (.passed, nil) }
    let assessment = await assess(step, Patience.whole.limit)
    switch assessment.outcome {
    case .passed: return (.passed, nil)
    case .failed: return (.failed, .doesNotPass(assessment))
    case .undetermined: return (.undetermined, .doesNotPass(assessment))
    }
  }

  /// Brings machines, progress and files back to where a step begins.
  func goBack(to step: Step) async throws {
    try await sitting.inTurn { sitting in _ = try await sitting.goBack(to: step) }
    try room.restore(startOf: step.id)
  }
}

extension SittingEvent {
  fileprivate func assessment(of step: Step) -> StepAssessment? {
    if case .assessed(let assessment, _) = self, assessment.step == step.id { return assessment }
    return nil
  }
}

extension ContinuousClock.Instant {
  /// The milliseconds since this moment.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = duration(to: .now).components
    return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
  }
}
