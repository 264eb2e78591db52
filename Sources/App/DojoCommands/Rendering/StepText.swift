import Basics
import Lessons
import Markdown

/// A lesson's own words on a terminal: its opening, its steps, hints and solutions.
struct StepText {
  let console: Console

  init(console: Console) {
    self.console = console
  }

  private var language: Language { console.language }
  private var markdown: MarkdownText { MarkdownText(style: console.style, width: console.width - 2) }

  /// The title and what stands before the first step, without tables, which a terminal reads badly.
  func opening(of lesson: Lesson) -> String {
    let blocks = lesson.introduction.filter { !isTable($0) }
    let title = console.style(lesson.title[language], .strong)
    return indented(blocks.isEmpty ? title : "\(title)\n\n\(markdown.render(blocks))")
  }

  /// What stands after the last step.
  func closing(of lesson: Lesson) -> String {
    indented(markdown.render(lesson.closing))
  }

  /// A step as the learner meets it: what leads to it, its number and place, and the task itself last.
  func step(_ step: Step, of lesson: Lesson) -> String {
    let parts = [
      step.leadIn.isEmpty ? nil : markdown.render(step.leadIn),
      heading(of: step, in: lesson) + "\n" + markdown.render(step.body), questions(of: step),
    ]
    return indented(parts.compactMap(\.self).joined(separator: "\n\n"))
  }

  /// `Step 3 of 9, on host`, so that number and machine are never in doubt.
  func heading(of step: Step, in lesson: Lesson) -> String {
    let machine = lesson.machines.count > 1 ? step.machine.text : nil
    let last = lesson.steps.last?.number ?? step.number
    let text =
      switch language {
      case .english: "Step \(step.number) of \(last)" + (machine.map { ", on \($0)" } ?? "")
      case .japanese: "手順\(step.number)/\(last)" + (machine.map { "（\($0)）" } ?? "")
      }
    return console.style(text, .strong)
  }

  /// One rung of the ladder, with how many there are.
  func hint(_ hint: Hint, number: Int, of count: Int, step: Step) -> String {
    let label =
      switch language {
      case .english: "Step \(step.number), hint \(number) of \(count)"
      case .japanese: "手順\(step.number)のヒント \(number)/\(count)"
      }
    let text =
      switch hint {
      case .chapter(let blocks): markdown.render(blocks)
      case .phrase(let phrase):
        LineWrap.lines(of: phrase[language], width: console.width - 2).joined(separator: "\n")
      }
    return indented("\(console.style(label, .strong))\n\(text)")
  }

  /// The author's way to do a step: commands, each on its machine where that is another one.
  func solution(_ solution: Solution, of step: Step) -> String {
    let label =
      switch language {
      case .english: "Step \(step.number), one solution"
      case .japanese: "手順\(step.number)の解答例"
      }
    let commands = solution.commands.map { command in
      let machine = command.machine ?? step.machine
      return "    \(console.style("\(machine)$", .quiet)) \(command.line)"
    }
    let remarks = LineWrap.lines(of: solution.remarks, width: console.width - 2).joined(separator: "\n")
    let parts = [console.style(label, .strong), commands.joined(separator: "\n"), remarks]
    return indented(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private func isTable(_ block: Block) -> Bool {
    if case .table = block.kind { return true }
    return false
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }
      .joined(separator: "\n")
  }
}
