import Basics
import Lessons
import Testing

struct LateRuleTests {
  private static let due = Timestamp(seconds: 1_000_000)
  private static let hour = Duration.seconds(3_600)

  private static func rule(grace: Duration) -> LateRule {
    LateRule(
      due: due, grace: grace,
      charge: LateRule.Charge(period: hour, penalty: Percentage(10), atMost: Percentage(50)))
  }

  /// Milliseconds after `due`, with a grace of ten minutes; seconds late and points of 20 that are lost.
  private static let cases: [(after: Int64, seconds: Int, points: Double)] = [
    (-5_000_000, 0, 0.0), (0, 0, 0.0), (600_000, 0, 0.0), (600_001, 601, 2.0), (660_000, 660, 2.0),
    (4_200_000, 4_200, 2.0), (4_200_001, 4_201, 4.0),
    (18_600_000, 18_600, 10.0), (1_440_600_000, 1_440_600, 10.0),
  ]

  @Test(arguments: cases)
  func `every period begun after the grace costs its share, up to the most`(
    after: Int64, seconds: Int, points: Double
  ) {
    let late = Self.rule(grace: .seconds(600)).penalty(submitted: 1_000_000_000 + after, possible: 20)
    #expect(late.seconds == seconds)
    #expect(late.penalty == points)
  }

  @Test func `without a charge lateness is told and costs nothing`() {
    let late = LateRule(due: Self.due).penalty(submitted: 1_000_000_001, possible: 20)
    #expect(late.seconds == 1)
    #expect(late.penalty == 0)
  }

  @Test(arguments: [(Int64.min, 0.0), (Int64.max, 10.0)])
  func `a clock that lies is no trap`(submitted: Int64, points: Double) {
    let before = Timestamp(seconds: -62_135_596_800)
    let charge = LateRule.Charge(period: .seconds(1), penalty: Percentage(1), atMost: Percentage(50))
    #expect(
      Self.rule(grace: .zero).penalty(submitted: submitted, possible: 20).penalty == points)
    #expect(
      LateRule(due: before, charge: charge).penalty(submitted: submitted, possible: 20).penalty == points)
  }
}
