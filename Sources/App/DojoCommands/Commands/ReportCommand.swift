import ArgumentParser
import Basics
import Reports

/// `dojo report`: what grading found out, in the form another system wants it.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a class report in another format, or tell one learner's story.",
    usage: """
      dojo report <file> ... --to <format> [--out <path>] [--into <csv>] [--column <name>] [--learner <name>]
      dojo report <file> ... --explain <learner>
      dojo report merge <file> ... --out <file>
      """,
    discussion: """
      The format is one of \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")). \
      gradescope, classroom, prairielearn and feedback are a file for each learner: --out names a folder, or \
      --learner picks one. With --into, canvas and moodle fill in an exported gradebook.
      """,
    subcommands: [ReportConvertCommand.self, ReportMergeCommand.self],
    defaultSubcommand: ReportConvertCommand.self)
}

/// The way `dojo report` speaks; what it prints is chosen by `--to`.
struct ReportSpeaking: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Language: en or ja. Default: from LC_ALL, LC_MESSAGES or LANG.")
  var language: Language?

  @Flag(help: "Plain text: no colour, no cursor movement.")
  var plain = false

  func console() -> Console {
    Console(language: language, plain: plain, environment: ProcessContext.current().environment)
  }
}

struct ReportConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a report in another format, or tell a story: what dojo report does by itself.")

  @Argument(help: ArgumentHelp("report.json or results.jsonl; several are merged first.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "One of \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
  var to: ReportFormat?

  @Option(
    help: ArgumentHelp("A file, or a folder where there is one file for each learner.", valueName: "path"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "For canvas and moodle: fill in this exported gradebook; the result goes to --out.", valueName: "csv"))
  var into: String?

  @Option(help: ArgumentHelp("For canvas and moodle: the column of the gradebook.", valueName: "name"))
  var column: String?

  @Option(help: ArgumentHelp("Only this learner: key, name or another identity.", valueName: "name"))
  var learner: String?

  @Option(help: ArgumentHelp("Tell the story of this learner's submission.", valueName: "learner"))
  var explain: String?

  @OptionGroup var speaking: ReportSpeaking

  func run() async throws {
    let console = speaking.console()
    guard !files.isEmpty else { throw ReportUsage.noFiles }
    if let explain { return try tell(explain, console) }
    guard let to else { throw ReportUsage.noFormat }
    try demandSense(of: to)
    var report = try ReportSources(console: console).read(files)
    if let learner { report.results = [try LearnerChoice(report: report).result(learner)] }
    let output = ReportOutput(console: console, path: out)
    if let into, let gradebook = to.gradebook {
      return try fill(into, of: gradebook, with: report, output)
    }
    switch RenderedReport(report, as: to, column: column, language: console.language) {
    case .document(let text): try output.write(text)
    case .files(let files) where files.count == 1 && isOneFile: try output.write(files[0].text)
    case .files(let files): try output.write(files, as: to)
    }
  }

  /// Whether a report of one learner goes to the place itself, and not to a folder of that name.
  private var isOneFile: Bool {
    guard let out else { return true }
    return learner == nil
      ? out.hasSuffix(".json") || out.hasSuffix(".md") : !out.hasSuffix("/") && !Folders.isFolder(out)
  }

  /// Options are refused where they would do nothing.
  private func demandSense(of format: ReportFormat) throws(ReportUsage) {
    let gradebooks = Phrase(en: "--to canvas and --to moodle", ja: " --to canvas と --to moodle ")
    if format.gradebook == nil {
      if into != nil { throw .misplaced(option: "--into", wanted: gradebooks) }
      if column != nil { throw .misplaced(option: "--column", wanted: gradebooks) }
    }
  }

  private func tell(_ learner: String, _ console: Console) throws {
    let alone = Phrase(en: "a report without --explain", ja: " --explain のないとき")
    let others = [
      ("--to", to != nil), ("--out", out != nil), ("--into", into != nil), ("--column", column != nil),
    ]
    for (option, isGiven) in others + [("--learner", self.learner != nil)] where isGiven {
      throw ReportUsage.misplaced(option: option, wanted: alone)
    }
    let report = try ReportSources(console: console).read(files)
    let result = try LearnerChoice(report: report).result(learner)
    let story = Story(result, of: report.lesson, language: console.language)
    console.print(ToldText(console: console).render(story.lines))
  }

  private func fill(
    _ path: String, of gradebook: Gradebook, with report: ClassReport, _ output: ReportOutput
  ) throws {
    guard let text = String(validating: try FileBytes.read(path), as: UTF8.self) else {
      throw GradebookProblem.notUTF8
    }
    let filling = try GradebookFilling(
      Self.table(text), of: gradebook, with: report, column: column, language: output.console.language)
    try output.write(filling.table.text())
    GradebookText(filling: filling, file: path).tell(on: output.console)
  }

  private static func table(_ text: String) throws(GradebookProblem) -> CSVTable {
    do throws(CSVProblem) {
      return try CSVTable(parsing: text)
    } catch {
      throw .notATable(error)
    }
  }
}

struct ReportMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the reports of shards into one; giving a file twice changes nothing.")

  @Argument(help: ArgumentHelp("report.json or results.jsonl of each shard.", valueName: "file"))
  var files: [String] = []

  @Option(help: ArgumentHelp("The report.json to write. Default: standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var speaking: ReportSpeaking

  func run() async throws {
    let console = speaking.console()
    guard !files.isEmpty else { throw ReportUsage.noFiles }
    let report = try ReportSources(console: console).read(files)
    try ReportOutput(console: console, path: out).write(report.json())
    if let out {
      let count = report.results.count
      console.narrate(
        Phrase(en: "\(count) learners in \(out)", ja: "学習者 \(count) 人の結果を \(out) に書きました")[console.language])
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
