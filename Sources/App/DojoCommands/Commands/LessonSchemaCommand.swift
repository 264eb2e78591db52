import ArgumentParser
import Basics
import Lessons

/// `dojo lesson schema`: the JSON Schema of checks files.
struct LessonSchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of checks files, for editors.",
    discussion: "dojo lesson schema > checks.schema.json, and as a checks file's first line: "
      + "# yaml-language-server: $schema=checks.schema.json")

  @OptionGroup var speaking: AuthorSpeaking

  func run() async throws {
    let console = speaking.console(ProcessContext.current())
    console.print(ChecksFileSchema(language: console.language).json.text(.init(indent: 2)))
  }
}
