import ArgumentParser
import Basics
import Lessons
import Practice

/// `dojo list`: the lessons there are, and how far the learner has come in each.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the lessons and how far you have come.")

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(environment: context.environment)
    let catalog = LessonCatalog(folder: try context.home().lessons)
    let rows = try catalog.names.map { name in
      try Row(
        lesson: catalog.load(name, language: console.language.rawValue),
        languages: catalog.languageTags(of: name), state: StateFolder(environment: context.environment))
    }
    switch speaking.format {
    case .json: console.print(JSONValue.array(rows.map(\.json)).text(.init(indent: 2)))
    case .text: console.print(rows.map { $0.text(console) }.joined(separator: "\n"))
    }
  }
}

extension ListCommand {
  /// One lesson of the list.
  private struct Row {
    let lesson: Lesson
    let languages: [String]
    let passed: Int

    init(lesson: Lesson, languages: [String], state: StateFolder) throws {
      self.lesson = lesson
      self.languages = languages
      let contents = try Journal.read(at: state.lesson(lesson.id).journal)
      passed = SittingStatus(of: lesson, progress: Progress(folding: contents.entries)).rows
        .count(where: \.isPassed)
    }

    func text(_ console: Console) -> String {
      let title = lesson.title[console.language]
      let count =
        switch console.language {
        case .english: "\(passed) of \(lesson.steps.count) steps"
        case .japanese: "\(lesson.steps.count) 手順中 \(passed) 手順"
        }
      return
        "\(console.style(lesson.id.text, .strong))  \(title)  \(count)  (\(languages.joined(separator: ", ")))"
    }

    var json: JSONValue {
      [
        "lesson": .string(lesson.id.text), "title": .string(lesson.title.en),
        "title_ja": .string(lesson.title.ja), "steps": .number("\(lesson.steps.count)"),
        "passed": .number("\(passed)"), "points": .number("\(lesson.points)"),
        "languages": .array(languages.map { .string($0) }),
      ]
    }
  }
}
