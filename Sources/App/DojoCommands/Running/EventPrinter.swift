import Basics
import Lessons
import Practice

/// Tells a sitting's events: to people as text, to programs as one JSON object a line.
struct EventPrinter: Sendable {
  let console: Console
  let lesson: Lesson
  let format: OutputFormat
  /// Whose Docker the lesson is done on, for what is said about going on.
  let docker: DockerSource

  init(console: Console, lesson: Lesson, format: OutputFormat, docker: DockerSource = .practice) {
    self.console = console
    self.lesson = lesson
    self.format = format
    self.docker = docker
  }

  private var words: EventText { EventText(console: console, lesson: lesson, docker: docker) }

  func show(_ event: SittingEvent) {
    switch format {
    case .json: console.print(EventJSON(lesson: lesson, language: console.language).json(event).text())
    case .text: showText(event)
    }
  }

  func show(_ events: [SittingEvent]) {
    guard format == .text else { return events.forEach(show) }
    let parts = events.compactMap(words.render)
    if !parts.isEmpty { console.print("\n\(parts.joined(separator: "\n\n"))\n") }
  }

  /// A command line stands directly above its output; everything else has air around it.
  private func showText(_ event: SittingEvent) {
    guard let text = words.render(event) else { return }
    switch event {
    case .running: console.print(text)
    // The pass of the last step stands above, with air below it.
    case .finished: console.print("\(text)\n")
    default: console.print("\n\(text)\n")
    }
  }
}
