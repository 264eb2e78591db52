import ArgumentParser
import Basics
import Grading
import Lessons
import Practice
import Reports
import Submissions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `dojo grade`: grades of a whole class, recomputed from what each learner did.
struct GradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grade a class: do every submission again, in isolation, and say why.",
    usage: "dojo grade <lesson> <path> ... [--roster <csv>] [--overlay <yaml>] [--out <folder>] [--resume]",
    discussion: """
      A path is a file, a folder of submissions, or an archive as Moodle, Canvas or GitHub Classroom export it. \
      Results go to --out as they come: results.jsonl, and at the end report.json, grades.csv and report.html. \
      Further formats: --to, or later dojo report.
      """)

  @Argument(help: ArgumentHelp("A lesson's name, or the path of a Markdown chapter.", valueName: "lesson"))
  var lesson: String

  @Argument(help: ArgumentHelp("Submissions: files, folders, exported archives.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("The checks file, when it does not stand beside the chapter.", valueName: "file"))
  var checks: String?

  @Option(help: ArgumentHelp("Who is in the class; each gets a row.", valueName: "csv"))
  var roster: String?

  @Option(help: ArgumentHelp("Due time, costs, hidden checks, overrides.", valueName: "yaml"))
  var overlay: String?

  @Option(help: ArgumentHelp("Where results go. Default: grades-<lesson>.", valueName: "folder"))
  var out: String?

  @Flag(help: "Go on with the results that are there.")
  var resume = false

  @Option(help: ArgumentHelp("Submissions at once. Default: twice the processors.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Grade only part K of N of the class.", valueName: "k/n"))
  var shard: String?

  @Option(help: ArgumentHelp("A further format to write into --out; may be repeated.", valueName: "format"))
  var to: [ReportFormat] = []

  @Option(help: ArgumentHelp("Tell the story of this learner's submission at the end.", valueName: "learner"))
  var explain: String?

  @Option(
    help: ArgumentHelp(
      "Seconds that one submission may take; more where others keep the processors busy, up to ten times.",
      valueName: "seconds"))
  var timeLimit = 60

  @Option(help: ArgumentHelp("Megabytes of memory that one submission may use.", valueName: "mb"))
  var memoryLimit = 256

  @Flag(help: "Run submissions without a sandbox, with all your rights.")
  var trustSubmissions = false

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(environment: context.environment)
    let request = try request(console.language)
    let plan = try await GradingPlan.make(request, context: context)
    plan.notices.forEach(console.warn)
    do throws(SystemError) { try Folders.create(request.out, mode: 0o755) } catch {
      throw ResultsProblem.unwritable(request.out, reason: error.reason)
    }
    let started = Timestamp.now().milliseconds
    let results = try ResultsFile(
      at: "\(request.out)/results.jsonl", tool: Self.tool, lesson: plan.lesson, resumes: resume)
    try await GradingRun(
      plan: plan, results: results, jobs: workers, console: console, isPlain: speaking.plain
    )
    .run(scratch: request.out, environment: context.environment)
    let report = await results.lines.report(
      times: ReportTimes(started: started, finished: Timestamp.now().milliseconds))
    try GradingOutput(folder: request.out, formats: to, language: console.language).write(report)
    try tell(report, console, request.out)
    throw Ending(code: Self.exitCode(of: report))
  }

  private static let tool = "dojo \(Version.text)"

  private var workers: Int { jobs ?? 2 * Int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private func request(_ language: Language) throws(GradeUsage) -> GradingPlan.Request {
    guard !paths.isEmpty || roster != nil else { throw .noPaths }
    if let missing = paths.first(where: { !Folders.exists($0) }) { throw .noSuchPath(missing) }
    guard jobs.map({ (1...256).contains($0) }) ?? true else { throw .badJobs }
    guard (1...3600).contains(timeLimit), (16...65_536).contains(memoryLimit) else { throw .badLimit }
    var part: Shard?
    if let shard {
      guard let read = Shard(shard) else { throw .badShard(shard) }
      part = read
    }
    var limits = GradingLimits()
    limits.totalSeconds = timeLimit
    limits.lineSeconds = min(limits.lineSeconds, timeLimit)
    limits.memory = memoryLimit << 20
    let name = lesson.split(separator: "/").last.map(String.init) ?? lesson
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    return GradingPlan.Request(
      lesson: lesson, checks: checks, paths: paths, roster: roster, overlay: overlay,
      out: out ?? "grades-\(stem)", shard: part, trustsSubmissions: trustSubmissions, limits: limits,
      language: language)
  }

  private func tell(_ report: ClassReport, _ console: Console, _ folder: String) throws {
    if let explain {
      let result = try LearnerChoice(report: report).result(explain)
      let story = Story(result, of: report.lesson, language: console.language)
      console.print(ToldText(console: console).render(story.lines))
      return
    }
    switch speaking.format {
    case .json: console.print(report.json())
    case .text:
      console.print(ToldText(console: console).render(ClassSummary(report).lines(console.language)))
      console.print(
        "\n"
          + Phrase(
            en: "Written to \(folder): report.html, grades.csv, report.json",
            ja: "\(folder) に書き出しました: report.html、grades.csv、report.json")[console.language])
    }
  }

  private static func exitCode(of report: ClassReport) -> Basics.ExitCode {
    if report.results.contains(where: { [.failed, .unreadable].contains($0.status) }) {
      return .partlyGraded
    }
    return report.results.contains { $0.integrity.state == .differs } ? .integrityMismatch : .success
  }
}
