import Basics
import Checks
import Lessons
import Practice

/// Events of a sitting for programs: one JSON object each.
struct EventJSON {
  let lesson: Lesson
  let language: Language

  init(lesson: Lesson, language: Language) {
    self.lesson = lesson
    self.language = language
  }

  func json(_ event: SittingEvent) -> JSONValue {
    switch event {
    case .opened(let status, let isResumed):
      object("opened", [("resumed", .bool(isResumed)), ("status", json(status))])
    case .notice(let phrase): object("notice", [("text", .string(phrase[language]))])
    case .running(let command, let machine):
      object("running", [("command", .string(command)), ("machine", .string(machine.text))])
    case .ran(let command, let machine, let exit):
      object(
        "ran",
        [
          ("command", .string(command)), ("machine", .string(machine.text)), ("exit", .number("\(exit)")),
        ])
    case .passed(let assessment, let next):
      object("passed", members(of: assessment) + [("next", next.map { .string($0.text) } ?? .null)])
    case .assessed(let assessment, let timesTold):
      object("assessed", members(of: assessment, advice: timesTold))
    case .alreadyPassed(let assessment): object("already-passed", members(of: assessment))
    case .hint(let step, let rung, let count):
      object("hint", named(step) + [("rung", .number("\(rung)")), ("of", .number("\(count)"))])
    case .solution(let step): object("solution", named(step) + [("commands", commands(of: step))])
    case .reset(let step): object("reset", named(step))
    case .finished(let status): object("finished", [("status", json(status))])
    case .left(let status): object("left", [("status", json(status))])
    }
  }

  func json(_ status: SittingStatus) -> JSONValue {
    [
      "lesson": .string(status.lesson.text),
      "current": status.current.map { .string($0.text) } ?? .null,
      "earned": .number(number(status.earned)), "points": .number("\(status.points)"),
      "commands": .number("\(status.commands)"),
      "steps": .array(
        status.rows.map { row in
          [
            "step": .string(row.step.text), "number": .number("\(row.number)"), "passed": .bool(row.isPassed),
            "earned": .number(number(row.earned)), "points": .number("\(row.points)"),
            "hints": .number("\(row.hintsShown)"), "solution_shown": .bool(row.isSolutionShown),
          ]
        }),
    ]
  }

  private func object(_ name: String, _ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject([("event", .string(name))] + members))
  }

  private func named(_ step: Step.ID) -> [(String, JSONValue)] {
    [
      ("step", .string(step.text)),
      ("number", lesson.step(step).map { .number("\($0.number)") } ?? .null),
    ]
  }

  private func members(of assessment: StepAssessment, advice: Int = 0) -> [(String, JSONValue)] {
    named(assessment.step) + [
      ("outcome", .string(assessment.outcome.rawValue)),
      ("earned", .number(number(assessment.earned))), ("points", .number("\(assessment.points)")),
      ("checks", .array(assessment.verdicts.map { json($0, advice: advice) })),
    ]
  }

  private func json(_ verdict: Verdict, advice: Int) -> JSONValue {
    [
      "check": .string(verdict.check.text), "outcome": .string(verdict.outcome.rawValue),
      "expected": .string(verdict.expected[language]), "found": .string(verdict.found[language]),
      "because": verdict.cause.map { .string($0.because[language]) } ?? .null,
      "try": verdict.cause.map { .string($0.advice(at: advice)[language]) } ?? .null,
      "diagnosis": verdict.cause?.diagnosis.map { .string($0.text) } ?? .null,
      "return_to": verdict.cause?.returnTo.map { .string($0.text) } ?? .null,
      "evidence": (try? JSONValue(encoding: verdict.evidence)) ?? .null,
    ]
  }

  private func commands(of step: Step.ID) -> JSONValue {
    .array(lesson.step(step)?.solution?.commands.map { .string($0.line) } ?? [])
  }

  private func number(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
