import Basics
import Checks
import Lessons
import Practice

/// What happens in a sitting, as the learner reads it.
struct EventText {
  let console: Console
  let lesson: Lesson

  let docker: DockerSource

  init(console: Console, lesson: Lesson, docker: DockerSource = .practice) {
    self.console = console
    self.lesson = lesson
    self.docker = docker
  }

  private var language: Language { console.language }
  private var steps: StepText { StepText(console: console) }
  private var verdicts: VerdictText { VerdictText(console: console) }
  private var status: StatusText { StatusText(console: console) }

  /// One event; `nil` when it needs no words.
  func render(_ event: SittingEvent) -> String? {
    switch event {
    case .opened(let status, let isResumed): opened(status, isResumed: isResumed)
    case .notice(let phrase): LineWrap.hanging("  ! ", phrase[language], width: console.width)
    case .running(let command, let machine): running(command, on: machine)
    case .ran(let command, _, let exit): ran(command, exit: exit)
    case .passed(let assessment, let next):
      step(assessment.step).map { passed in
        [verdicts.render(assessment, step: passed, in: lesson), next.flatMap(task)].compactMap(\.self)
          .joined(separator: "\n\n")
      }
    case .assessed(let assessment, let timesTold):
      step(assessment.step).map { verdicts.render(assessment, step: $0, in: lesson, advice: timesTold) }
    case .alreadyPassed(let assessment):
      step(assessment.step).map { verdicts.render(assessment, step: $0, in: lesson) }
    case .hint(let id, let rung, let count): step(id).map { hint($0, rung: rung, of: count) }
    case .solution(let id): step(id).map(solution)
    case .reset(let id): step(id).map(reset)
    case .finished(let status): finished(status)
    case .left(let status): left(status)
    }
  }

  private func step(_ id: Step.ID) -> Step? { lesson.step(id) }

  private func task(_ id: Step.ID) -> String? {
    step(id).map { steps.step($0, of: lesson) }
  }

  private func opened(_ status: SittingStatus, isResumed: Bool) -> String {
    guard let current = status.current.flatMap(step) else { return finished(status) }
    let task = steps.step(current, of: lesson)
    guard isResumed else { return "\(steps.opening(of: lesson))\n\n\(task)\n\n\(guide)" }
    let welcome = Phrase(
      en: "Welcome back: machines, containers and progress are as you left them.",
      ja: "おかえりなさい。マシンもコンテナも進み具合も、前回のままです。")
    return "  \(welcome[language])\n\n\(task)"
  }

  /// The commands a learner needs to know, once.
  private var guide: String {
    let text = Phrase(
      en: "Stuck? dojo hint, dojo check, dojo status. exit leaves; dojo run goes on.",
      ja: "困ったら dojo hint・dojo check・dojo status。中断は exit、再開は dojo run。")
    return console.style(
      LineWrap.lines(of: text[language], width: console.width - 2).map { "  \($0)" }.joined(separator: "\n"),
      .quiet)
  }

  private func running(_ command: String, on machine: Machine.ID) -> String {
    let lines = command.split(separator: "\n", omittingEmptySubsequences: false)
    let first = "\(console.style("\(machine)$", .quiet)) \(lines.first ?? "")"
    return ([first] + lines.dropFirst().map(String.init)).joined(separator: "\n")
  }

  private func ran(_ command: String, exit: Int32) -> String? {
    guard exit != 0 else { return nil }
    return Phrase(en: "  (exit \(exit))", ja: "  （終了コード \(exit)）")[language]
  }

  private func hint(_ step: Step, rung: Int, of count: Int) -> String {
    guard rung > 0, rung <= step.hints.count else {
      return Phrase(
        en: "  Step \(step.number) has no hints.", ja: "  手順\(step.number)にヒントはありません。")[language]
    }
    let hint = steps.hint(step.hints[rung - 1], number: rung, of: count, step: step)
    guard rung == count, step.solution != nil else { return hint }
    let note = Phrase(
      en: "  That was the last hint; dojo solution shows one way.",
      ja: "  ヒントはこれで全部です。解答例は dojo solution で見られます。")
    return "\(hint)\n\(console.style(note[language], .quiet))"
  }

  private func solution(_ step: Step) -> String {
    guard let solution = step.solution else {
      return Phrase(
        en: "  Step \(step.number) has no written solution.", ja: "  手順\(step.number)に解答例はありません。")[language]
    }
    let note = Phrase(
      en: "  Showing it is noted; the step passes when you have done it.",
      ja: "  解答例を見たことは記録されます。実際に行うと合格になります。")
    return "\(steps.solution(solution, of: step))\n\(console.style(note[language], .quiet))"
  }

  private func reset(_ step: Step) -> String {
    let text = Phrase(
      en: "  Everything is as it was when step \(step.number) began.",
      ja: "  手順\(step.number)を始めたときの状態に戻しました。")
    return "\(text[language])\n\n\(steps.step(step, of: lesson))"
  }

  private func finished(_ status: SittingStatus) -> String {
    let closing = lesson.closing.isEmpty ? nil : steps.closing(of: lesson)
    let end = Phrase(
      en: "  Done. exit leaves; dojo reset 1 starts again from step 1.",
      ja: "  これで終わりです。exit で終了、dojo reset 1 で手順1からやり直せます。")
    return [closing, self.status.summary(status, of: lesson) + "\n" + end[language]].compactMap(\.self)
      .joined(separator: "\n\n")
  }

  private func left(_ status: SittingStatus) -> String? {
    guard let current = status.current.flatMap(step) else { return self.status.summary(status, of: lesson) }
    let command = "dojo run \(lesson.id)" + (docker.isOwn ? " --docker \(docker.rawValue)" : "")
    let text = Phrase(
      en: "Saved at step \(current.number). Go on with: \(command)",
      ja: "手順\(current.number)で中断し、保存しました。続きは \(command)")
    return LineWrap.hanging("  ", text[language], width: console.width)
  }
}
