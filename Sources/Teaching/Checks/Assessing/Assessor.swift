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
  /// good; the cause of a failure is also sought in earlier steps that are not among them.
  package func assess(
    _ step: Step, world: any World, journal: any JournalReading, latched: Set<Step.ID> = []
  ) async -> StepAssessment {
    var bench = Bench(lesson: lesson, step: step, world: world, journal: journal)
    let judged = await judgeChecks(on: &bench)
    let assessment = StepAssessment(step: step.id, verdicts: judged.map(\.verdict), points: step.points)
    guard let leading = judged.first(where: { $0.check.id == assessment.leading?.check }) else {
      return assessment
    }
    let search = CauseSearch(bench: bench, latched: latched)
    return assessment.naming(await search.cause(of: leading))
  }

  /// Judges the checks in the author's order, in which each stands behind those it needs.
  private func judgeChecks(on bench: inout Bench) async -> [JudgedCheck] {
    var judged: [JudgedCheck] = []
    for check in bench.step.checks {
      let missing = judged.first { check.needs.contains($0.check.id) && $0.verdict.outcome != .passed }
      if let missing {
        judged.append(
          JudgedCheck(waiting: check, for: missing, expected: lesson.expectation(of: check, in: bench.step)))
      } else {
        judged.append(JudgedCheck(check, await finding(of: check, on: &bench)))
      }
    }
    return judged
  }

  /// Judges a check, looking again until it holds or its time is over.
  private func finding(of check: Check, on bench: inout Bench) async -> Finding {
    let finding = await bench.judge(check.condition, for: .check)
    guard let limit = check.within, finding.outcome == .failed else { return finding }
    return await keepLooking(check, finding, limit: limit, on: &bench, clock: clock)
  }

  private func keepLooking(
    _ check: Check, _ first: Finding, limit: Duration, on bench: inout Bench, clock: some Clock<Duration>
  ) async -> Finding {
    let deadline = clock.now.advanced(by: limit)
    var finding = first
    while finding.outcome == .failed, clock.now < deadline {
      do { try await clock.sleep(until: clock.now.advanced(by: Self.pause), tolerance: nil) } catch { break }
      bench.lookAgain()
      finding = await bench.judge(check.condition, for: .check)
    }
    return finding
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
