import ArgumentParser
import Basics
import Lessons

/// `dojo lesson new`: a checks file to begin with, guessed from a chapter.
struct LessonNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a lesson from a chapter: checks are guessed from its commands.",
    discussion: """
      Writes NAME.yaml, and the chapter beside it as NAME.<language>.md unless it is there already. \
      What was guessed is marked `inferred: true`; what nothing can be guessed from is confirmed by hand.
      """)

  @Argument(help: ArgumentHelp("The lesson's id: lower-case letters, digits, hyphens.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("The Markdown chapter to begin from.", valueName: "chapter.md"))
  var from: String

  @Option(help: ArgumentHelp("Where to write. Default: here.", valueName: "folder"))
  var out = "."

  @Flag(help: "Write over files that are there.")
  var force = false

  @OptionGroup var speaking: AuthorSpeaking

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(context)
    let beginning = try LessonBeginning(name: name, chapter: from, folder: out)
    let paths = try beginning.write(force: force)
    for path in paths { console.print(path) }
    let told = LineWrap.lines(of: beginning.told[console.language], width: console.width)
    console.narrate(told.joined(separator: "\n"))
  }
}
