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
    guard format == .text else { return events.forEach(show) }
    let text = EventText(console: console, lesson: lesson)
    let parts = events.compactMap(text.render)
    if !parts.isEmpty { console.print("\n\(parts.joined(separator: "\n\n"))\n") }
  }

  /// A command line stands directly above its output; everything else has air around it.
  private func showText(_ event: SittingEvent) {
    guard let text = EventText(console: console, lesson: lesson).render(event) else { return }
    switch event {
    case .running: console.print(text)
    // The pass of the last step stands above, with air below it.
    case .finished: console.print("\(text)\n")
    default: console.print("\n\(text)\n")
    }
  }
}
