import ArgumentParser
import Basics

/// `dojo lesson`: what authors need.
struct LessonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Write lessons: begin, show, lint, prove.",
    subcommands: [
      LessonNewCommand.self, LessonShowCommand.self, LessonLintCommand.self, LessonTestCommand.self,
      LessonSchemaCommand.self,
    ])
}

/// The way `dojo lesson …` speaks; each command has formats of its own.
struct AuthorSpeaking: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Language: en or ja. Default: from LC_ALL, LC_MESSAGES or LANG.")
  var language: Language?

  @Flag(help: "Plain text: no colour, no cursor movement.")
  var plain = false

  func console(_ context: ProcessContext) -> Console {
    Console(language: language, plain: plain, environment: context.environment)
  }
}
