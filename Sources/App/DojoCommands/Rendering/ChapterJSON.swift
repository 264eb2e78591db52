import Basics
import Lessons
import Markdown

/// How a chapter was read, for programs.
struct ChapterJSON {
  let view: ChapterView
  let language: Language

  private var chapter: Chapter { view.chapter }

  func json(isBrief: Bool) -> JSONValue {
    let style = chapter.choice.style
    let head: [(String, JSONValue)] = [
      ("chapter", .string(view.path)), ("title", text(chapter.title)), ("style", text(style?.rawValue)),
    ]
    guard !isBrief else {
      return .object(JSONObject(head + [("steps", .number("\(chapter.steps.count)"))]))
    }
    return .object(
      JSONObject(
        head + [
          ("given", .bool(chapter.choice.isGiven)),
          ("candidates", .array(chapter.choice.candidates.map(candidate))),
          ("steps", .array(chapter.steps.map(step))), ("problems", .array(chapter.problems.map(notice))),
          ("warnings", .array(chapter.warnings.map(notice))),
        ]))
  }

  private func candidate(_ candidate: StyleCandidate) -> JSONValue {
    [
      "style": .string(candidate.style.rawValue), "steps": .number("\(candidate.stepCount)"),
      "score": .number("\(candidate.score)"),
      "reasons": .array(
        candidate.reasons.map { ["points": .number("\($0.points)"), "why": .string($0.why[language])] }),
    ]
  }

  private func step(_ step: ChapterStep) -> JSONValue {
    let found = step.findings
    return [
      "number": .number("\(step.number)"), "label": .string(found.label), "title": .string(step.title),
      "section": text(found.section), "place": place(step.place),
      "machines": .array(found.machines.map(machine)), "commands": .array(found.commands.map(command)),
      "expected": .array(found.expected.map(output)), "blanks": .array(found.blanks.map(blank)),
      "hints": .array(step.hints.map { .string(plain($0)) }), "solution": solution(step),
    ]
  }

  private func command(_ command: FoundCommand) -> JSONValue {
    [
      "line": .string(command.line), "place": place(command.place),
      "carrier": .string(command.carrier.rawValue),
      "host": text(command.host), "output": .array(command.output.map { .string($0) }),
    ]
  }

  private func output(_ output: ExpectedOutput) -> JSONValue {
    [
      "lines": .array(output.lines.map { .string($0) }), "place": place(output.place),
      "carrier": .string(output.carrier.rawValue), "elided": .bool(output.isElided),
    ]
  }

  private func blank(_ blank: Blank) -> JSONValue {
    [
      "name": .string(blank.name), "written": .string(blank.written), "form": .string(blank.form.rawValue),
      "places": .array(blank.places.map(place)),
    ]
  }

  private func machine(_ cue: MachineCue) -> JSONValue {
    let target =
      switch cue.target {
      case .first: "first"
      case .other: "other"
      case .both: "both"
      case .named(let name): name
      }
    return [
      "words": .string(cue.words), "target": .string(target), "lasting": .bool(cue.isLasting),
      "place": place(cue.place),
    ]
  }

  private func solution(_ step: ChapterStep) -> JSONValue {
    guard let solution = step.solution else { return .null }
    let origin: JSONValue =
      switch step.findings.solutionOrigin {
      case .step: "step"
      case .key: "key"
      case .file: "file"
      case .sameAs(let number, _): .string("same-as-\(number)")
      case .checksFile, nil: .null
      }
    return [
      "origin": origin, "place": step.findings.solutionOrigin?.place.map(place) ?? .null,
      "commands": .array(step.findings.solutionCommands.map(command)),
      "output": .string(solution.sampleOutput), "remarks": .string(solution.remarks),
    ]
  }

  private func notice(_ notice: LessonProblem) -> JSONValue {
    [
      "place": place(notice.place), "found": .string(notice.found[language]),
      "instead": text(notice.instead?[language]),
    ]
  }

  private func place(_ place: SourcePlace) -> JSONValue {
    ["file": .string(place.file), "line": .number("\(place.line)"), "column": .number("\(place.column)")]
  }

  private func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private func plain(_ blocks: [Block]) -> String {
    MarkdownText(style: TerminalStyle(isTerminal: false, environment: [:], plain: true), width: 1_000).render(
      blocks)
  }
}
