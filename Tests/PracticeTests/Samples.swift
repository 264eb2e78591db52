import Basics
import Checks
import Lessons

extension StepAssessment {
  /// An assessment with one verdict; a failed one names a diagnosis when `diagnosis` is given.
  static func sample(
    step: Step.ID, outcome: Outcome, diagnosis: Diagnosis.ID? = nil, found: String = "found", points: Int = 2
  ) -> Self {
    let cause = diagnosis.map {
      Cause(
        diagnosis: $0, because: Phrase(verbatim: "because"), advice: [Phrase(verbatim: "try")], returnTo: nil)
    }
    let verdict = Verdict(
      check: "check", outcome: outcome, expected: Phrase(verbatim: "expected"),
      found: Phrase(verbatim: found), cause: cause,
      evidence: Evidence(commands: [1]))
    return Self(step: step, verdicts: [verdict], points: points)
  }
}

extension Lesson {
  /// Three steps, of which the middle one is on the other machine; none can be judged without a judge.
  static let sample = Lesson(
    id: "sample", title: Phrase(verbatim: "Sample"),
    steps: zip(["a", "b", "c"], 1...).map { id, number in
      let place = SourcePlace(file: "sample.md", line: number, column: 1)
      return Step(
        id: Step.ID(id), number: number, title: id, place: place, machine: id == "b" ? "other" : "host",
        hints: [.phrase(Phrase(verbatim: "one")), .phrase(Phrase(verbatim: "two"))],
        solution: Solution(commands: [Command("docker \(id)")]), points: 2,
        checks: [
          Check(id: "check", condition: .all([]), place: place)
        ])
    },
    machines: [Machine(id: "host", name: "alpha"), Machine(id: "other", name: "beta")])
}
