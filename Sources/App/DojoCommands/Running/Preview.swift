import Basics
import Checks
import Lessons

/// What a run shows when there is neither a terminal nor any input: the first step, how it is judged, how to go on.
struct Preview {
  let console: Console
  let lesson: Lesson

  init(console: Console, lesson: Lesson) {
    self.console = console
    self.lesson = lesson
  }

  func text() -> String {
    guard let step = lesson.steps.first else { return "" }
    let steps = StepText(console: console)
    let parts = [steps.opening(of: lesson), steps.step(step, of: lesson), judged(step), ways]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func judged(_ step: Step) -> String {
    let visible = step.checks.filter { !$0.isHidden }
    guard !visible.isEmpty else { return "" }
    let title = Phrase(en: "  What will be judged:", ja: "  判定されること:")[console.language]
    let rows = visible.map { check in
      LineWrap.hanging(
        "    - ", lesson.expectation(of: check, in: step)[console.language], width: console.width)
    }
    return ([title] + rows).joined(separator: "\n")
  }

  private var ways: String {
    let text = Phrase(
      en: """
        There is no terminal and no input here. To go on:
          in a terminal        dojo run \(lesson.id)
          with your commands   dojo run \(lesson.id) < commands.txt
          to watch it solved   dojo run \(lesson.id) --demo
        """,
      ja: """
        ターミナルも入力もありません。次のどれかで進められます。
          ターミナルで          dojo run \(lesson.id)
          コマンドを渡して      dojo run \(lesson.id) < commands.txt
          実演を見る            dojo run \(lesson.id) --demo
        """)[console.language]
    return text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }
}
