import Basics
import Checks
import Engine
import Lessons
import Practice
import Shell
import Testing

@testable import DojoCommands

/// Every diagnosis that says how to make it fire, made to fire on a real practice machine.
@Suite(.serialized) struct ProofTests {
  @Test func `each diagnosis of the lesson fires for its own proof`() async throws {
    try await Workplace.with { place in
      let lesson = try place.lesson()
      let (sitting, _) = try await Sitting.open(setup(lesson, in: place))
      let bench = ProofBench(sitting: sitting, environment: place.environment())
      for step in lesson.steps {
        for proof in lesson.proofs where proof.step == step.id {
          let fired = try await bench.diagnosis(after: proof.commands, on: step)
          #expect(fired == proof.diagnosis, "step \(step.number), \(proof.diagnosis)")
          _ = try await sitting.reset(step.number)
        }
        try await bench.solve(step)
      }
      #expect(try await sitting.status().isFinished)
      await sitting.close()
    }
  }

  private func setup(_ lesson: Lesson, in place: Workplace) -> SittingSetup {
    let options = PracticeMachines.Options(
      bundledImages: "\(Workplace.top)/fixtures/images", ports: .private, language: .english,
      environment: place.environment())
    return SittingSetup(
      lesson: lesson, folder: LessonFolder(path: "\(place.home)/state"), program: Workplace.binary,
      language: .english, environment: place.environment(),
      openMachines: { lesson, stateFolder, socketFolder in
        try await PracticeMachines.open(
          lesson, stateFolder: stateFolder, socketFolder: socketFolder, options: options)
      },
      now: { Timestamp.now().milliseconds })
  }
}

/// Types commands into a sitting and watches what is told.
private struct ProofBench {
  let sitting: Sitting
  let environment: [String: String]

  init(sitting: Sitting, environment: [String: String]) {
    self.sitting = sitting
    self.environment = environment
  }

  /// The diagnosis told last after these commands; `nil` when none was.
  func diagnosis(after commands: [Command], on step: Step) async throws -> Diagnosis.ID? {
    var told: Diagnosis.ID?
    for command in commands {
      for case .assessed(let assessment, _) in try await type(command, on: step) {
        told = assessment.leading?.cause?.diagnosis
      }
    }
    return told
  }

  /// Does what the author wrote as the solution.
  func solve(_ step: Step) async throws {
    for command in step.solution?.commands ?? [] { _ = try await type(command, on: step) }
  }

  private func type(_ command: Command, on step: Step) async throws -> [SittingEvent] {
    let place = try await sitting.workPlace(
      on: command.machine ?? step.machine, lesson: sitting.lesson.id, runtime: sitting.runtime)
    let ended = try await ChildCommand(
      "bash", ["-c", command.line], environment: place.environment(adding: environment)
    ).capture(limit: 1 << 20)
    return try await sitting.prompt(on: place.machine.id, status: ended.termination.status).events
  }
}
