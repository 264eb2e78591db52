import Basics
import Lessons
import Reports
import Testing

@testable import Grading
@testable import Submissions

struct ClassListTests {
  private static func row(_ learner: String) -> ClassRows.Row {
    ClassRows.Row(roster: Roster.Row(learner: learner), submission: nil)
  }

  private func list(_ learners: [String]) -> ClassList {
    var rows = ClassRows([])
    rows.rows = learners.map(Self.row)
    return ClassList(rows)
  }

  @Test(arguments: [1, 2, 3, 7])
  func `every learner is in exactly one part of the class, and the parts are of like size`(count: Int) {
    let learners = (0..<640).map { "s\(10_000 + $0)" } + ["山田", "", "ada@example.org"]
    let parts = (1...count).map { list(learners).shard($0, of: count).rows.map(\.learner) }
    #expect(parts.flatMap(\.self).sorted() == learners.sorted())
    #expect(parts.allSatisfy { $0.count > 640 / count / 3 && $0.count < 640 / count * 3 + 4 })
  }

  @Test func `where a learner belongs does not depend on who else is there`() {
    let alone = list(["ada"]).shard(2, of: 3).rows.count
    let among = list(["bob", "ada", "eve"]).shard(2, of: 3).rows.count { $0.learner == "ada" }
    #expect(alone == among)
  }

  @Test func `who has a result is not graded again`() {
    #expect(list(["a", "b", "c"]).without(["b", "x"]).rows.map(\.learner) == ["a", "c"])
  }
}

struct RowFinishingTests {
  private static let place = SourcePlace(file: "c.md", line: 1, column: 1)
  private static let lesson = Lesson(
    id: "carry", title: Phrase(verbatim: "Carry"),
    steps: [("start", 2), ("push", 3)].enumerated().map { index, step in
      Step(
        id: Step.ID(step.0), number: index + 1, title: step.0,
        place: place, points: step.1, checks: [Check(id: "done", condition: .all([]), place: place)])
    })

  private static let overlay = """
    lesson: carry
    due: 2026-12-01T00:00:00Z
    late: {grace: 10m, per: 1d, penalty: 10%, at-most: 50%}
    overrides:
      - {learner: ada, step: push, points: 2.5, reason: shown at the desk}
      - {learner: bob, points: 1, reason: copied}
    """

  private func finished(
    _ learner: String = "eve", submitted: String? = nil, status: LearnerResult.Status = .graded,
    overlay: String? = RowFinishingTests.overlay, row: ClassRows.Row? = nil
  ) throws -> LearnerResult {
    let overlay = try overlay.map { try GradeOverlay(yaml: $0, path: "grade.yaml", for: Self.lesson) }
    let finishing = RowFinishing(possible: 5, overlay: overlay) { Timestamp(seconds: 100) }
    var result = LearnerResult(learner: learner, status: status, possible: 0)
    if status == .graded {
      result.steps = [
        StepResult(id: "start", outcome: .passed, earned: 2, possible: 2),
        StepResult(id: "push", outcome: .failed, earned: 1, possible: 3),
      ]
      result.points = 3
    }
    result.times = submitted.flatMap { Timestamp($0) }.map {
      ResultTimes(submitted: $0.milliseconds, graded: 0, took: 0)
    }
    return result.finished(
      finishing, row ?? ClassRows.Row(roster: Roster.Row(learner: learner), submission: nil))
  }

  @Test(arguments: [
    ("2026-11-30T00:00:00Z", 0, 0), ("2026-12-01T00:10:00Z", 0, 0), ("2026-12-01T00:10:01Z", 601, 0.5),
    ("2026-12-02T00:10:01Z", 87_001, 1), ("2027-12-02T00:10:00Z", 366 * 86_400 + 600, 2.5),
  ])
  func `being late has a column and a price of its own`(submitted: String, seconds: Int, penalty: Double)
    throws
  {
    let result = try finished(submitted: submitted)
    #expect(result.lateness == Lateness(seconds: seconds, penalty: penalty))
    #expect(result.points == 3)
    #expect(result.total == 3 - penalty)
  }

  @Test func `nobody is late without a due time, or without a date of the submission`() throws {
    #expect(try finished(submitted: "2027-01-01T00:00:00Z", overlay: nil).lateness == nil)
    #expect(try finished().lateness == nil)
  }

  @Test func `an override stands beside what was computed, and counts`() throws {
    let ada = try finished("ada")
    #expect(ada.points == 4.5)
    #expect(ada.steps[1].override == StepResult.Override(points: 2.5, reason: "shown at the desk"))
    #expect(ada.steps[1].earned == 1)
    let bob = try finished("bob")
    #expect(bob.points == 1)
    #expect(bob.notes.contains { $0.en.contains("copied") })
    #expect(try finished().points == 3)
  }

  @Test func `who could not be graded is given nothing by an override of steps`() throws {
    let ada = try finished("ada", status: .unreadable)
    #expect(ada.points == 0)
    #expect(ada.possible == 5)
  }

  @Test func `a row has the roster's name, language and identities, and times of this grading`() throws {
    let row = ClassRows.Row(
      roster: Roster.Row(
        learner: "eve", name: "Eve", language: .japanese, identities: ["SIS Login ID": "e1"]),
      submission: nil,
      possible: ["eve", "eva"])
    let result = try finished(row: row)
    #expect(result.name == "Eve")
    #expect(result.language == .japanese)
    #expect(result.identities == ["SIS Login ID": "e1"])
    #expect(result.times == ResultTimes(submitted: nil, graded: 40_000, took: 60_000))
    #expect(result.notes.contains { $0.en.contains("eve") && $0.en.contains("nobody") })
  }
}

extension LearnerResult {
  fileprivate func finished(_ finishing: RowFinishing, _ row: ClassRows.Row) -> LearnerResult {
    finishing.finished(self, of: row, started: 40_000)
  }
}
