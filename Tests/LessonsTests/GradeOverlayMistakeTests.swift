import Basics
import Lessons
import Testing

/// `▶` marks where the message must point.
struct GradeOverlayMistakeTests {
  static func carry(_ rest: String) -> String { "lesson: carry\n\(rest)" }
  static func check(_ check: String) -> String { carry("steps: [{id: push, checks: [\(check)]}]") }
  static func override(_ override: String) -> String { carry("overrides:\n  - \(override)") }

  private typealias Case = (sample: String, found: String, instead: String)

  private static let file: [Case] = [
    ("▶", "The file is empty.", "Start with `lesson: ID`."),
    ("▶costs: {}", "`lesson` is missing.", "Add `lesson:`"),
    ("lesson: ▶carried", "This is for the lesson `carried`, and `carry` is being graded.", "`lesson: carry`"),
    (carry("▶step: []"), "`step` is not known here.", "Did you mean `steps`?"),
    (carry("costs: {hint: ▶10}"), "`10` does not fit here.", "a percentage"),
  ]

  private static let lateness: [Case] = [
    (carry("due: ▶2026-12-01T23:59:00"), "does not fit here.", "with its offset from UTC"),
    (carry("due: ▶2026-12-01"), "does not fit here.", "with its offset from UTC"),
    (carry("due: ▶2026-11-31T00:00:00Z"), "does not fit here.", "with its offset from UTC"),
    ("▶lesson: carry\nlate: {per: 1d, penalty: 5%}", "`due` is missing.", "Add `due:` with a moment"),
    (
      carry("due: 2026-12-01T00:00:00Z\nlate: ▶{penalty: 5%}"), "`per` is missing.",
      "Add `per:` with a period"
    ),
    (
      carry("due: 2026-12-01T00:00:00Z\nlate: {per: 1d, ▶penality: 5%}"), "`penality` is not known",
      "`penalty`"
    ),
    (
      carry("due: 2026-12-01T00:00:00Z\nlate: {per: ▶0d, penalty: 5%}"), "`0d` does not fit here.",
      "`1d` or `1h`"
    ),
    (
      carry("due: 2026-12-01T00:00:00Z\nlate: {per: ▶daily, penalty: 5%}"), "`daily` does not fit here.",
      "`1d` or `1h`"
    ),
    (
      carry("due: 2026-12-01T00:00:00Z\nlate: {grace: ▶ten, per: 1d, penalty: 5%}"),
      "`ten` does not fit here.",
      "`2m`, `1h` or `1d`"
    ),
  ]

  private static let steps: [Case] = [
    (carry("steps: ▶push"), "`push` does not fit here.", "a list of steps"),
    (carry("steps: [{id: ▶psuh, points: 1}]"), "There is no step `psuh`.", "Did you mean `push`?"),
    (carry("steps: [▶{points: 1}]"), "`id` is missing.", "Add `id:`"),
    (carry("steps: [▶{id: push}]"), "This changes nothing about `push`.", "Add `points:`"),
    (
      carry("steps:\n  - {id: push, points: 1}\n  - ▶{id: push, points: 2}"),
      "The step `push` stands twice; the first is in line 3.", "one entry"
    ),
    (carry("steps: [{id: step-3, ▶points: 1}]"), "`step-3` has no checks", "Add `checks:`"),
    (carry("steps: [{id: push, points: ▶1.5}]"), "`1.5` does not fit here.", "a whole number"),
  ]

  private static let checks: [Case] = [
    (
      check("{id: ▶stored, image: a}"), "The id `stored` is taken: it stands in c.yaml:11:14.",
      "id of its own"
    ),
    (check("{id: n, image: a}, {id: ▶n, image: b}"), "The id `n` stands twice", "id of its own"),
    (check("{id: n, needs: ▶stord, image: a}"), "called `stord`", "Did you mean `stored`?"),
    (check("{id: n, needs: ▶running, image: a}"), "called `running`", "Write one of `stored`."),
    (check("{id: n, on: ▶othr, image: a}"), "There is no machine `othr`.", "Did you mean `other`?"),
    (check("{id: n, ran: {after: ▶push}}"), "`push` is not an earlier step.", "Write one of `start`."),
    (check("{id: n, ▶imag: a}"), "`imag` is not known here.", "Did you mean `image`?"),
  ]

  private static let overrides: [Case] = [
    (carry("overrides: ▶{learner: a}"), "A mapping does not fit here.", "a list of overrides"),
    (override("▶{points: 1, reason: r}"), "`learner` is missing.", "Add `learner:`"),
    (override("▶{learner: a, points: 1}"), "`reason` is missing.", "Add `reason:`"),
    (override("▶{learner: a, reason: r}"), "`points` is missing.", "Add `points:`"),
    (override("{learner: a, points: 1, reason: ▶\"\"}"), "Nothing is written here.", "a text"),
    (override("{learner: a, step: ▶pusch, points: 1, reason: r}"), "There is no step `pusch`.", "`push`"),
    (override("{learner: a, step: push, points: ▶2, reason: r}"), "There are only 1 points", "from 0 to 1"),
    (override("{learner: a, points: ▶3.5, reason: r}"), "There are only 3 points", "from 0 to 3"),
    (override("{learner: a, points: ▶-1, reason: r}"), "`-1` does not fit here.", "`1.5`"),
    (
      override(
        "{learner: a, step: push, points: 1, reason: r}\n  - ▶{learner: a, step: push, points: 0, reason: r}"),
      "The same points of `a` are overridden twice; first in line 3.", "Keep one of them."
    ),
  ]

  @Test(arguments: file + lateness + steps + checks + overrides)
  func `a mistake is shown where it stands, with what to write instead`(
    sample: String, found: String, instead: String
  ) throws {
    let marked = Marked(sample)
    let lesson = try OverlaySample.lesson()
    let error = try #require(throws: LessonError.self) {
      try GradeOverlay(yaml: marked.text, path: "grade.yaml", for: lesson)
    }
    #expect(error.places == marked.places, "\(error.summary.en)")
    #expect(error.problems.contains { $0.found.en.contains(found) }, "\(error.summary.en)")
    #expect(error.problems.contains { $0.instead?.en.contains(instead) == true }, "\(error.summary.en)")
    #expect(error.exitCode == .lessonInvalid)
  }

  @Test func `points that the overlay itself raises are there to give`() throws {
    let lesson = try OverlaySample.lesson()
    let text = Self.carry(
      "steps: [{id: push, points: 9}]\noverrides: [{learner: a, step: push, points: 9, reason: r}]")
    #expect(try GradeOverlay(yaml: text, path: "grade.yaml", for: lesson).overrides.count == 1)
  }

  @Test func `all mistakes are told at once, in both languages`() throws {
    let lesson = try OverlaySample.lesson()
    let text = Self.carry("steps: [{id: psuh}]\noverrides: [{learner: a, step: push, points: 7, reason: r}]")
    let error = try #require(throws: LessonError.self) {
      try GradeOverlay(yaml: text, path: "grade.yaml", for: lesson)
    }
    #expect(
      error.summary.ja == """
        grade.yaml:2:14: 手順 `psuh` はありません。`push` の間違いではありませんか。
        grade.yaml:3:46: ここで付けられるのは 1 点までです。0 から 1 までの数を書いてください。
        """)
  }
}
