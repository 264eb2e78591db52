import Basics
import Checks
import Lessons
import Testing

@testable import Grading

struct OpenStepsTests {
  private let lesson = Lesson(
    id: "sample", title: Phrase(verbatim: "Sample"),
    steps: zip(["a", "b", "c", "d"], 1...).map { id, number in
      Step(
        id: Step.ID(id), number: number, title: id,
        place: SourcePlace(file: "sample.md", line: number, column: 1), points: 2)
    },
    machines: [Machine(id: "host", name: "alpha")])

  private func open(_ steps: Step.ID...) -> OpenSteps {
    var open = OpenSteps()
    for step in steps { open.add(pass(step), in: lesson) }
    return open
  }

  private func pass(_ step: Step.ID) -> StepPass {
    StepPass(
      step: step, command: 1, assessment: StepAssessment(step: step, verdicts: [], points: 2))
  }

  @Test func `a pass out of order is confirmed by a later one, and not by itself`() {
    #expect(open("c").unconfirmed(in: lesson).map(\.id) == ["c"])
    #expect(open("b", "d").unconfirmed(in: lesson).map(\.id) == ["d"])
    #expect(open("d", "b").unconfirmed(in: lesson).map(\.id) == ["b", "d"])
  }

  @Test func `when an earlier step passes, later passes are doubted that nothing has confirmed`() {
    let open = open("b", "c", "d")
    #expect(open.doubted(after: "a", in: lesson).map(\.id) == ["d"])
    #expect(open.doubted(after: "d", in: lesson) == [])
  }

  @Test func `a pass in order confirms what was done before it`() {
    var open = open("c")
    open.confirm(before: "d", in: lesson)
    #expect(open.unconfirmed(in: lesson) == [])
    #expect(open.has("c"))
  }

  @Test func `a pass that was taken back can be earned again`() {
    var open = open("d")
    open.revoke("d")
    #expect(!open.has("d"))
    #expect(open.passes == [])
    open.add(pass("d"), in: lesson)
    #expect(open.unconfirmed(in: lesson).map(\.id) == ["d"])
  }

  @Test func `a step passes once`() {
    #expect(open("c", "c").passes == [pass("c")])
  }

  @Test func `a second goes by with every command, from the same moment for everybody`() {
    let clock = CommandClock()
    let start = clock.now
    clock.tick()
    clock.tick()
    #expect(clock.now.seconds == start.seconds + 2)
    #expect(start == CommandClock().now)
    #expect(start == Timestamp("2026-01-01T00:00:00Z"))
  }
}
