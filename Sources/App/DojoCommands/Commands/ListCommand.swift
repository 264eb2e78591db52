import ArgumentParser
import Basics
import Lessons
import Practice

/// `dojo list`: the lessons as a course, and how far the learner has come in each.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the lessons in their order and how far you have come.")

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(environment: context.environment)
    let progress = try CourseProgress(
      lessonsIn: context.home().lessons, state: StateFolder(environment: context.environment),
      language: console.language)
    // What dojo run would open; that there is nothing left to do is no error here.
    let next = try? LessonChoice(context: context).continuation(language: console.language, ports: nil)
    let rows = CourseRow.rows(of: progress, next: next?.origin.lesson)
    switch speaking.format {
    case .json: console.print(JSONValue.array(rows.map(\.json)).text(.init(indent: 2)))
    case .text: console.print(CourseText(console: console).text(rows))
    }
  }
}
