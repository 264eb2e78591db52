import Basics
import Lessons

/// Judges the steps of a lesson.
package struct Assessor: Sendable {
  package let lesson: Lesson
  private let clock: any Clock<Duration>

  /// How long a check that may take a while waits before it looks again.
  static let pause = Duration.milliseconds(100)

  /// Checks with a `within` wait on this clock.
  package init(lesson: Lesson, clock: any Clock<Duration> = ContinuousClock()) {
    self.lesson = lesson
    self.clock = clock
  }

  /// Judges one step as it is now.
  ///
  /// It never throws: what cannot be looked at is undetermined. `latched` are the steps that have passed for
  /// good; the cause of a failure is also sought in earlier steps that are not among them. All checks together
  /// wait no longer than `patience`; without it each may wait for the whole of its `within`.
  package func assess(
    _ step: Step, world: any World, journal: any JournalReading, latched: Set<Step.ID> = [],
    patience: Duration? = nil
  ) async -> StepAssessment {
    var bench = Bench(lesson: lesson, step: step, world: world, journal: journal)
    let judged = await judgeChecks(on: &bench, patience: patience)
    let assessment = StepAssessment(step: step.id, verdicts: judged.map(\.verdict), points: step.points)
    guard let leading = judged.first(where: { $0.check.id == assessment.leading?.check }) else {
      return assessment
    }
    let search = CauseSearch(bench: bench, latched: latched)
    return assessment.naming(await search.cause(of: leading))
  }

  /// Judges several steps by one look at the world, without waiting and without looking for causes.
  package func glance(
    at steps: [Step], world: any World, journal: any JournalReading
  ) async -> [StepAssessment] {
    guard let first = steps.first else { return [] }
    let look = Bench(lesson: lesson, step: first, world: world, journal: journal)
    var assessments: [StepAssessment] = []
    for step in steps {
      var bench = look.turned(to: step)
      let judged = await judgeChecks(on: &bench, patience: .zero)
      assessments.append(StepAssessment(step: step.id, verdicts: judged.map(\.verdict), points: step.points))
    }
    return assessments
  }

  /// Judges the checks in the author's order, in which each stands behind those it needs.
  private func judgeChecks(on bench: inout Bench, patience: Duration?) async -> [JudgedCheck] {
    var judged: [JudgedCheck] = []
    var patience = patience
    for check in bench.step.checks {
      let missing = judged.first { check.needs.contains($0.check.id) && $0.verdict.outcome != .passed }
      if let missing {
        judged.append(
          JudgedCheck(waiting: check, for: missing, expected: lesson.expectation(of: check, in: bench.step)))
      } else {
        judged.append(JudgedCheck(check, await finding(of: check, on: &bench, patience: &patience)))
      }
    }
    return judged
  }

  /// Judges a check, looking again until it holds, or its time or all patience is over.
  private func finding(of check: Check, on bench: inout Bench, patience: inout Duration?) async -> Finding {
    let finding = await bench.judge(check.condition, for: .check)
    guard let within = check.within, finding.outcome == .failed else { return finding }
    let limit = min(within, patience ?? within)
    let (last, waited) = await keepLooking(check, finding, limit: limit, on: &bench, clock: clock)
    patience = patience.map { max($0 - waited, .zero) }
    return last
  }

  private func keepLooking<C: Clock<Duration>>(
    _ check: Check, _ first: Finding, limit: Duration, on bench: inout Bench, clock: C
  ) async -> (Finding, waited: Duration) {
    let start = clock.now
    let deadline = start.advanced(by: limit)
    var finding = first
    while finding.outcome == .failed, clock.now < deadline {
      let next = min(clock.now.advanced(by: Self.pause), deadline)
      do { try await clock.sleep(until: next, tolerance: nil) } catch { break }
      bench.lookAgain()
      finding = await bench.judge(check.condition, for: .check)
    }
    return (finding, start.duration(to: clock.now))
  }
}

extension JudgedCheck {
  fileprivate init(_ check: Check, _ finding: Finding) {
    self.check = check
    usual = finding.usual
    verdict = Verdict(
      check: check.id, outcome: finding.outcome, expected: check.label ?? finding.expected,
      found: finding.found, evidence: finding.evidence, share: check.points)
  }

  /// A check that says nothing of its own: it fares like the one it waits for.
  fileprivate init(waiting check: Check, for other: JudgedCheck, expected: Phrase) {
    self.check = check
    usual = nil
    verdict = Verdict(
      check: check.id, outcome: other.verdict.outcome, expected: expected, found: other.verdict.found,
      waitsFor: other.check.id, share: check.points)
  }
}

extension StepAssessment {
  /// The assessment with this cause on its leading verdict.
  fileprivate func naming(_ cause: Cause) -> StepAssessment {
    let leading = leading?.check
    let verdicts = verdicts.map { verdict in
      var verdict = verdict
      if verdict.check == leading { verdict.cause = cause }
      return verdict
    }
    return StepAssessment(step: step, verdicts: verdicts, points: points)
  }
}
