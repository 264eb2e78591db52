import Basics
import Lessons
import Testing

/// A small lesson that overlays are laid over.
enum OverlaySample {
  static let checks = """
    lesson: carry
    machines: {host: {}, other: {}}
    values: {名前: carried}
    costs: {hint: 10%, solution: 100%}
    steps:
      - id: start
        points: 2
        checks: [{id: running, container: {state: running}}, {id: answers, needs: running, http: "http://localhost/"}]
      - id: push
        costs: {hint: 20%}
        checks: [{id: stored, image: "{host}:5000/carried"}]
    """

  static func lesson() throws -> Lesson {
    let files = LessonFiles(inMemory: ["c.md": "1. a\n2. b\n3. c\n", "c.yaml": checks])
    return try ChapterFiles(files: files).load(path: "c.md", language: "en", machines: ["host": "grace"])
  }
}

struct GradeOverlayTests {
  private static let text = """
    lesson: carry
    due: 2026-12-01T23:59:00+09:00
    late: {grace: 10m, per: 1d, penalty: 10%, at-most: 50%}
    costs: {hint: 0%}
    steps:
      - id: push
        points: 5
        costs: {solution: 50%}
        checks:
          - {id: kept, needs: stored, image: "{host}:5000/{名前}:v1"}
          - {id: also, needs: kept, on: other, ran: {command: docker ps, after: start}, within: 1h}
      - id: step-3
        checks: [{id: new, points: 3, hidden: false, file: {path: "~/done"}}]
    overrides:
      - {learner: ada, step: push, points: 4.5, reason: shown at the desk}
      - {learner: ada, points: 10, reason: "{host}"}
      - {learner: bob, points: 0, reason: copied}
    """

  private func overlay(_ text: String = text) throws -> (lesson: Lesson, overlay: GradeOverlay) {
    let lesson = try OverlaySample.lesson()
    return (lesson, try GradeOverlay(yaml: text, path: "grade.yaml", for: lesson))
  }

  @Test func `checks are added below the step's own, hidden, with the lesson's blanks filled in`() throws {
    let (lesson, overlay) = try overlay()
    let graded = try lesson.overlaid(by: overlay)
    let push = try #require(graded.step("push"))
    #expect(push.checks.map(\.id) == ["stored", "kept", "also"])
    #expect(push.checks.map(\.isHidden) == [false, true, true])
    #expect(push.checks[1].needs == ["stored"])
    #expect(
      push.checks[1].condition == .fact(.image(ImageFact(reference: Glob("grace:5000/carried:v1"))), on: nil))
    #expect(push.checks[2].within == .seconds(3_600))
    #expect(push.checks[1].place.description == "grade.yaml:10:9")
  }

  @Test func `points and costs change where the overlay says, and nothing else does`() throws {
    let (lesson, overlay) = try overlay()
    let graded = try lesson.overlaid(by: overlay)
    #expect(graded.steps.map(\.points) == [2, 5, 3])
    #expect(graded.points == 10)
    #expect(
      graded.steps.map(\.costs) == [
        Costs(solution: Percentage(100)), Costs(solution: Percentage(50)), Costs(solution: Percentage(100)),
      ])
    #expect(graded.steps[0].checks == lesson.steps[0].checks)
    #expect(graded.steps[2].checks.map(\.isHidden) == [true])
    #expect(graded.values == lesson.values)
    #expect(graded.sources == lesson.sources)
  }

  @Test func `an overlay that says nothing leaves the lesson as it is`() throws {
    let (lesson, overlay) = try overlay("lesson: carry")
    #expect(try lesson.overlaid(by: overlay) == lesson)
    #expect(overlay.lateRule == nil)
  }

  @Test func `due and late become a rule, and the offset counts`() throws {
    let rule = try #require(try overlay().overlay.lateRule)
    #expect(rule.due == Timestamp("2026-12-01T14:59:00Z"))
    #expect(rule.grace == .seconds(600))
    #expect(
      rule.charge
        == LateRule.Charge(period: .seconds(86_400), penalty: Percentage(10), atMost: Percentage(50)))
    let bare = try overlay("lesson: carry\ndue: 2026-12-01T14:59:00Z\nlate: {per: 1h, penalty: 1%}").overlay
    #expect(bare.lateRule?.grace == .zero)
    #expect(bare.lateRule?.charge?.atMost == Percentage(100))
  }

  @Test func `a learner's overrides are found by the key, in the order of the file`() throws {
    let overlay = try overlay().overlay
    #expect(overlay.overrides(for: "ada").map(\.step) == ["push", nil])
    #expect(overlay.overrides(for: "ada").map(\.points) == [4.5, 10])
    #expect(overlay.overrides(for: "bob").map(\.reason) == ["copied"])
    #expect(overlay.overrides(for: "Ada").isEmpty)
  }

  @Test func `the file is kept as it was read`() throws {
    #expect(try overlay().overlay.text == Self.text)
  }

  @Test func `an overlay is laid over once, and over its own lesson only`() throws {
    let (lesson, overlay) = try overlay()
    let graded = try lesson.overlaid(by: overlay)
    let twice = try #require(throws: LessonError.self) { try graded.overlaid(by: overlay) }
    #expect(twice.places == ["10:9", "11:9", "13:14"])
    #expect(twice.summary.en.contains("`push` has a check `kept` already."))
    let other = Lesson(id: "other", title: lesson.title, steps: lesson.steps)
    let error = try #require(throws: LessonError.self) { try other.overlaid(by: overlay) }
    #expect(error.summary.en.contains("This is for the lesson `carry`, and `other` is being graded."))
    let shorter = Lesson(id: lesson.id, title: lesson.title, steps: Array(lesson.steps.dropLast()))
    let missing = try #require(throws: LessonError.self) { try shorter.overlaid(by: overlay) }
    #expect(missing.summary.en.contains("There is no step `step-3`."))
  }
}
