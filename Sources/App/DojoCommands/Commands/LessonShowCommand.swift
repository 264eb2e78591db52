import ArgumentParser
import Basics
import Lessons

/// `dojo lesson show`: how dojo reads a chapter, with the place of everything it found.
struct LessonShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show how a chapter is read: its steps, and why these; commands, hints, solutions, blanks, output.",
    discussion: """
      A path is a chapter, a folder of step files (in the order of its index.json, where there is one) or the checks \
      file beside a chapter; without one all bundled lessons are shown. Nothing is run and nothing is written.
      """)

  @Argument(help: ArgumentHelp("A lesson's name, or the path of a chapter.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("The checks file, when it does not stand beside the chapter.", valueName: "file"))
  var checks: String?

  @Flag(help: "One line for each chapter: how its steps are marked, and how many there are.")
  var brief = false

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(environment: context.environment)
    let paths = try self.paths.isEmpty ? LessonCatalog(folder: context.home().lessons).names : self.paths
    var isWrong = false
    var shown: [JSONValue] = []
    for path in paths {
      do {
        let reading = try read(path, context, language: console.language)
        let view = ChapterView(path: path, reading: reading)
        isWrong = isWrong || view.isWrong
        switch speaking.format {
        case .json: shown.append(ChapterJSON(view: view, language: console.language).json(isBrief: brief))
        case .text: console.print(ChapterText(console: console, view: view).text(isBrief: brief))
        }
      } catch let error as any UserFacingError {
        isWrong = true
        console.report(error)
      }
    }
    if speaking.format == .json { console.print(JSONValue.array(shown).text(.init(indent: 2))) }
    throw Ending(code: isWrong ? .lessonInvalid : .success)
  }

  private func read(_ path: String, _ context: ProcessContext, language: Language) throws -> ChapterReading {
    let names: [Machine.ID: String] = ["host": HostName.forPractice(HostName.current())]
    let isPath =
      path.contains("/") || path.hasSuffix(".md") || path.hasSuffix(".yaml") || Folders.exists(path)
    guard isPath else {
      if checks != nil { throw ChecksWithoutChapter(lesson: path) }
      return try LessonCatalog(folder: context.home().lessons).read(
        path, language: language.rawValue, machines: names)
    }
    guard path.hasSuffix(".yaml") else {
      return try ChapterFiles().read(path: path, checks: checks, language: language.rawValue, machines: names)
    }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let name = path.split(separator: "/").last?.dropLast(5) ?? ""
    return try LessonCatalog(folder: folder).read(
      String(name), language: language.rawValue, machines: names)
  }
}

/// A chapter that is shown, under the path by which it was asked for.
struct ChapterView {
  let path: String
  let reading: ChapterReading

  var chapter: Chapter { reading.chapter }

  /// Whether it cannot be run as it is.
  var isWrong: Bool { !chapter.problems.isEmpty || chapter.steps.isEmpty }
}
