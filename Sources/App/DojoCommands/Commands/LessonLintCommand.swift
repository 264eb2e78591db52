import ArgumentParser
import Basics
import Lessons

/// `dojo lesson lint`: lessons looked over without running anything.
struct LessonLintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Look lessons over: ids, hints, languages, links, blanks, checks.",
    discussion: """
      A path is a chapter, a checks file or a folder of lessons; without one all bundled lessons are looked over. \
      Ids and translations are compared with --base, a git revision; without it with the last tag, where there is one.
      """)

  @Argument(
    help: ArgumentHelp("A lesson's name, or the path of its chapter or checks file.", valueName: "path"))
  var paths: [String] = []

  @Option(help: "Output format: text, json or github.")
  var format = LintFormat.text

  @Option(help: ArgumentHelp("Compare with the files of this git revision.", valueName: "revision"))
  var base: String?

  @Flag(help: "End with 2 for warnings too.")
  var strict = false

  @Flag(help: "Show the rules instead of looking anything over.")
  var rules = false

  @OptionGroup var speaking: AuthorSpeaking

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(context)
    if rules { return console.print(LintText(console: console).rules(format)) }
    let targets = try LessonTarget.find(paths) { try context.home() }
    var findings: [LintFinding] = []
    for target in targets {
      let before = try await LintBase.find(base, for: target.folder, environment: context.environment)
      findings += try LessonLinter(target.name, in: target.folder, base: before).findings()
    }
    let text = LintText(console: console)
    switch format {
    case .text:
      if !findings.isEmpty { console.print(text.lines(findings)) }
      console.narrate(text.count(findings, lessons: targets.count))
    case .json: console.print(text.json(findings).text(.init(indent: 2)))
    case .github: if !findings.isEmpty { console.print(text.annotations(findings)) }
    }
    let isWrong = findings.contains { strict || $0.rule.severity == .error }
    throw Ending(code: isWrong ? .lessonInvalid : .success)
  }
}

/// What `dojo lesson lint` prints.
enum LintFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, github
}
