import Lessons

/// Where one step is judged: the lesson, one look at the world, and the record.
struct Bench: Sendable {
  let lesson: Lesson
  let step: Step
  let world: any World
  let journal: any JournalReading
  private(set) var observations: Observations

  init(lesson: Lesson, step: Step, world: any World, journal: any JournalReading) {
    self.lesson = lesson
    self.step = step
    self.world = world
    self.journal = journal
    observations = Observations(world)
  }

  /// The same look at the world, for another step.
  func turned(to step: Step) -> Bench {
    var bench = Bench(lesson: lesson, step: step, world: world, journal: journal)
    bench.observations = observations
    return bench
  }

  /// Forgets what was seen, to look again.
  mutating func lookAgain() {
    observations = Observations(world)
  }

  func judge(_ condition: Condition, for purpose: ConditionJudge.Purpose) async -> Finding {
    let judge = ConditionJudge(
      lesson: lesson, step: step, observations: observations, journal: journal, purpose: purpose)
    return await judge.judge(condition)
  }
}

/// A check with its verdict and what such a mismatch usually means.
struct JudgedCheck: Sendable {
  let check: Check
  var verdict: Verdict
  let usual: UsualCause?
}
