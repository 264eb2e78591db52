import Basics
import Checks
import Lessons
import Practice
import Testing

@Suite struct ProgressTests {
  private func entries(_ events: [JournalEvent]) -> [JournalEntry] {
    events.map { JournalEntry(time: 0, event: $0) }
  }

  private func command(_ name: String) -> JournalEvent {
    .command(CommandEntry(argv: [name], folder: "/", machine: "host", exit: 0, output: "", started: 0))
  }

  private func pass(_ step: Step.ID) -> JournalEvent {
    .passed(PassEntry(command: 1, assessment: .sample(step: step, outcome: .passed)))
  }

  @Test func `an empty journal is the start of the lesson`() {
    let progress = Progress(folding: [])
    #expect(progress.currentStep(in: .sample)?.id == "a")
    #expect(!progress.hasStarted)
  }

  @Test func `a pass stays with its evidence, whatever is found later`() {
    let progress = Progress(
      folding: entries([pass("a"), .assessed(.sample(step: "a", outcome: .failed)), command("docker")]))
    #expect(progress.pass(of: "a")?.assessment.verdicts.first?.evidence == Evidence(commands: [1]))
    #expect(progress.currentStep(in: .sample)?.id == "b")
    #expect(progress.earned == 2)
  }

  @Test func `a reset takes back its step and those after it, and what was run before proves nothing`() {
    let progress = Progress(
      folding: entries([
        command("one"), pass("a"), pass("b"), pass("c"),
        .reset(ResetEntry(step: "b", unlatched: ["b", "c"])), command("two"),
      ]))
    #expect(progress.passes.map(\.step) == ["a"])
    #expect(progress.commands.map(\.argv) == [["two"]])
    #expect(progress.commands.map(\.sequence) == [2])
  }

  @Test func `what was told is counted by step and diagnosis, until the step begins anew`() {
    let mistake = StepAssessment.sample(step: "b", outcome: .failed, diagnosis: "slip")
    let told = entries([pass("a"), .assessed(mistake), .assessed(mistake)])
    #expect(Progress(folding: told).timesTold(mistake) == 2)
    #expect(
      Progress(folding: told).timesTold(.sample(step: "b", outcome: .failed, diagnosis: "other")) == 0)
    let reset = entries([.reset(ResetEntry(step: "b", unlatched: ["b", "c"]))])
    #expect(Progress(folding: told + reset).timesTold(mistake) == 0)
  }

  @Test func `hints count by their highest rung, solutions once`() {
    let progress = Progress(
      folding: entries([
        .hintShown(HintEntry(step: "a", rung: 1)), .hintShown(HintEntry(step: "a", rung: 2)),
        .hintShown(HintEntry(step: "a", rung: 1)), .solutionShown(StepEntry(step: "a")),
        .solutionShown(StepEntry(step: "a")),
      ]))
    #expect(progress.hintsShown == ["a": 2])
    #expect(progress.solutionsShown == ["a"])
    #expect(progress.passes.isEmpty)
  }

  @Test func `folding in two pieces is folding at once`() {
    let all = entries([command("one"), pass("a"), command("two"), pass("b"), command("three")])
    var piecewise = Progress(folding: all.prefix(2))
    for entry in all.dropFirst(2) { piecewise.apply(entry.event) }
    #expect(piecewise == Progress(folding: all))
  }
}
