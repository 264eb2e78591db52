import Basics
import Lessons
import Practice

/// Tells a sitting's events: to people as text, to programs as one JSON object a line.
struct EventPrinter: Sendable {
  let console: Console
  let lesson: Lesson
  let format: OutputFormat

  init(console: Console, lesson: Lesson, format: OutputFormat) {
    self.console = console
    self.lesson = lesson
    self.format = format
  }

  func show(_ event: SittingEvent) {
    switch format {
    case .json: console.print(EventJSON(lesson: lesson, language: console.language).json(event).text())
    case .text: showText(event)
    }
  }

  func show(_ events: [SittingEvent]) {
    for event in events { show(event) }
  }

  /// A command line stands directly above its output; everything else has air around it.
  private func showText(_ event: SittingEvent) {
    guard let text = EventText(console: console, lesson: lesson).render(event) else { return }
    if case .running = event { console.print(text) } else { console.print("\n\(text)\n") }
  }
}
