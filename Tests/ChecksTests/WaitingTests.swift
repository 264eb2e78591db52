import Basics
import Checks
import Lessons
import Synchronization
import Testing

/// A clock that moves when somebody sleeps on it.
final class HandClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Self { Self(offset: offset + duration) }
    func duration(to other: Self) -> Duration { other.offset - offset }
    static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
  }

  private let state = Mutex(Instant(offset: .zero))
  private let onMove: @Sendable (Duration) -> Void

  init(onMove: @escaping @Sendable (Duration) -> Void = { _ in }) {
    self.onMove = onMove
  }

  var now: Instant { state.withLock { $0 } }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    state.withLock { $0 = max($0, deadline) }
    onMove(now.offset)
  }
}

/// A server that comes up after a while.
final class LateServer: World {
  private let isUp = Mutex(false)
  private let asked = Mutex(0)
  var count: Int { asked.withLock { $0 } }

  func start() { isUp.withLock { $0 = true } }

  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
    CommandOutcome()
  }

  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
    asked.withLock { $0 += 1 }
    return isUp.withLock { $0 } ? .answered(HTTPAnswer(status: 200)) : .silent(reason: "connection refused")
  }

  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation { .missing }
  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? { nil }
}

struct WaitingTests {
  func assess(
    within: Duration?, _ world: LateServer, _ clock: HandClock, checks: Int = 1, patience: Duration? = nil
  ) async -> StepAssessment {
    let lesson = VerdictTests.lesson(
      (1...checks).map { VerdictTests.check(Check.ID("page\($0)"), .http(VerdictTests.page), within: within) }
    )
    return await Assessor(lesson: lesson, clock: clock).assess(
      lesson.steps[0], world: world, journal: ScriptedJournal(), patience: patience)
  }

  @Test func `a check that may take a while looks again until it holds`() async {
    let world = LateServer()
    let clock = HandClock { if $0 >= .seconds(1) { world.start() } }
    let assessment = await assess(within: .seconds(3), world, clock)
    #expect(assessment.outcome == .passed)
    #expect(clock.now.offset < .seconds(2))
  }

  @Test func `it fails when its time is over`() async {
    let clock = HandClock()
    let assessment = await assess(within: .seconds(3), LateServer(), clock)
    #expect(assessment.outcome == .failed)
    #expect(clock.now.offset == .seconds(3))
  }

  @Test func `a prompt waits no longer than its patience, however many checks may take a while`() async {
    let clock = HandClock()
    let assessment = await assess(
      within: .seconds(3), LateServer(), clock, checks: 3, patience: .milliseconds(850))
    #expect(assessment.outcome == .failed)
    #expect(clock.now.offset == .milliseconds(850))
  }

  @Test func `without a limit to patience each check has the time its author gave it`() async {
    let clock = HandClock()
    _ = await assess(within: .seconds(3), LateServer(), clock, checks: 3)
    #expect(clock.now.offset == .seconds(9))
  }

  @Test func `no patience still means one look`() async {
    let world = LateServer()
    _ = await assess(within: .seconds(3), world, HandClock(), patience: .zero)
    #expect(world.count == 1)
  }

  @Test func `a check that must hold at once looks once`() async {
    let world = LateServer()
    #expect(await assess(within: nil, world, HandClock()).outcome == .failed)
    #expect(world.count == 1)
  }
}
