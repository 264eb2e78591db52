import Basics
import Checks
import Lessons

/// Something to try where a step begins.
struct ProofCase: Sendable {
  let step: Step
  let claim: ProofItem.Claim
  let commands: [Command]
  let place: SourcePlace
}

extension Lesson {
  /// Everything there is to try, the last step's first: who goes back to a step has not done those after it.
  var proofCases: [ProofCase] {
    steps.indices.reversed().flatMap { index in
      let step = steps[index]
      return step.proofs + step.attempts + order(at: index)
    }
  }

  /// The step with the one behind it done first.
  private func order(at index: Int) -> [ProofCase] {
    guard index + 1 < steps.count else { return [] }
    let (step, later) = (steps[index], steps[index + 1])
    guard !step.isSelfConfirmed, !later.isSelfConfirmed, let first = later.solution?.commands,
      let second = step.solution?.commands
    else { return [] }
    let commands =
      first.map { Command($0.line, on: $0.machine ?? later.machine) }
      + second.map { Command($0.line, on: $0.machine ?? step.machine) }
    return [ProofCase(step: step, claim: .order(before: later.id), commands: commands, place: step.place)]
  }
}

extension Step {
  fileprivate var proofs: [ProofCase] {
    diagnoses.filter { !$0.proof.isEmpty }.map {
      ProofCase(step: self, claim: .diagnosis($0.id), commands: $0.proof, place: $0.place)
    }
  }

  fileprivate var attempts: [ProofCase] {
    zip(1..., variants).map {
      ProofCase(step: self, claim: .variant($0), commands: $1.commands, place: $1.place)
    }
      + zip(1..., counterexamples).map {
        ProofCase(
          step: self, claim: .counterexample($0, speaking: $1.diagnosis), commands: $1.commands,
          place: $1.place)
      }
  }
}

extension ProofWalk {
  /// Goes back to where the case's step begins, and tries it.
  func prove(_ proof: ProofCase) async throws -> ProofItem {
    let start = ContinuousClock.now
    try await goBack(to: proof.step)
    let (outcome, why, output) = try await judge(proof)
    return ProofItem(
      step: proof.step, claim: proof.claim, outcome: outcome, why: why, commands: proof.commands,
      output: outcome == .passed ? "" : output, place: proof.place, milliseconds: start.milliseconds)
  }

  private typealias Result = (ProofItem.Outcome, Phrase?, output: String)

  private func judge(_ proof: ProofCase) async throws -> Result {
    if case .order(let later) = proof.claim { return try await judgeOrder(proof, later) }
    let patience: Patience = if case .diagnosis = proof.claim { .prompt } else { .whole }
    let typed = try await type(proof.commands, on: proof.step, patience: patience)
    if let overdue = typed.overdue { return (.failed, .overdue(overdue), typed.output) }
    switch proof.claim {
    case .diagnosis(let id):
      return await failing(proof.step, typed, patience, speaking: id)
    case .counterexample(_, let id):
      return await failing(proof.step, typed, patience, speaking: id)
    case .variant, .canFail, .solution, .order:
      let (outcome, why) = await passing(proof.step, typed)
      return (outcome, why, typed.output)
    }
  }

  /// The step must have failed, for the reason that this diagnosis names.
  private func failing(
    _ step: Step, _ typed: Typed, _ patience: Patience, speaking wanted: Diagnosis.ID?
  ) async -> Result {
    if await hasPassed(step) { return (.failed, .passesAllTheSame, typed.output) }
    var assessment = typed.told
    if assessment == nil { assessment = await assess(step, patience.limit) }
    guard let assessment else { return (.undetermined, nil, typed.output) }
    switch assessment.outcome {
    case .passed: return (.failed, .passesAllTheSame, typed.output)
    case .undetermined: return (.undetermined, .doesNotPass(assessment), typed.output)
    case .failed: break
    }
    let spoken = assessment.leading?.cause?.diagnosis
    guard let wanted, spoken != wanted else { return (.passed, nil, typed.output) }
    return (.failed, .otherSpeaks(spoken, wanted: wanted, of: step, assessment), typed.output)
  }

  /// Does the step behind first; where that counts at once, the step itself must still pass after it.
  private func judgeOrder(_ proof: ProofCase, _ later: Step.ID) async throws -> Result {
    guard let later = lesson.step(later), let first = later.solution?.commands else {
      return (.skipped, nil, "")
    }
    var typed = try await type(Array(proof.commands.prefix(first.count)), on: later, patience: .prompt)
    if let overdue = typed.overdue { return (.failed, .overdue(overdue), typed.output) }
    let progress = await sitting.progress
    let glance = await Assessor(lesson: lesson).glance(
      at: [later], world: sitting.machines.world, journal: progress)
    guard glance.first?.outcome == .passed, await !hasPassed(proof.step) else {
      return (.skipped, .dependsOn(proof.step), typed.output)
    }
    let before = typed.output
    typed = try await type(Array(proof.commands.dropFirst(first.count)), on: proof.step, patience: .whole)
    for step in [proof.step, later] {
      let (outcome, why) = await passing(step, typed)
      if outcome != .passed { return (outcome, why, before + typed.output) }
    }
    return (.passed, nil, "")
  }
}
