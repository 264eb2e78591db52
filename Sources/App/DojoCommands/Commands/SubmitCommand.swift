import ArgumentParser
import Basics
import Lessons
import Practice

/// `dojo submit`: one file with everything that an instructor needs to grade the lesson.
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Pack what you did into one file for your instructor.",
    discussion: "Without a name it packs the lesson you did last; a sitting that is running goes on.")

  @Argument(help: ArgumentHelp("A lesson's name, or the path of a Markdown chapter.", valueName: "lesson"))
  var lesson: String?

  @Option(
    help: ArgumentHelp(
      "Who hands in. Default: $DOJO_LEARNER, else the name you are logged in by.", valueName: "name"))
  var learner: String?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("Where to write it. Default: <lesson>-<learner>.dojo, here.", valueName: "file"))
  var destination: String?

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let context = ProcessContext.current()
    let choice = LessonChoice(context: context)
    guard
      let asked = try lesson == nil
        ? choice.current(language: speaking.language)
        : choice.origin(of: lesson, checks: nil, language: speaking.language, ports: nil).origin
    else { throw SittingFailure.notRunning }
    let found = try SittingComposition(context: context, origin: asked).lesson()
    let folder = try asked.folder(of: found.id, in: choice.state())
    // The lesson as it was opened, which may have been with a checks file that stands elsewhere.
    var origin = LessonOrigin.read(from: folder) ?? asked
    if let language = speaking.language { origin.language = language }
    let packing = SubmissionPacking(
      lesson: try SittingComposition(context: context, origin: origin).lesson(), folder: folder,
      language: origin.language, environment: context.environment, docker: origin.docker ?? .practice)
    let submission = try packing.pack(learner: learner, now: Timestamp.now().milliseconds)
    let path = try submission.write(to: destination)
    let console = speaking.console(environment: context.environment, language: origin.language)
    switch speaking.format {
    case .json: console.print(submission.json(path: path).text(.init(indent: 2)))
    case .text: console.print(submission.text(path: path, console: console))
    }
  }
}
