import ArgumentParser
import Basics
import Lessons
import Practice

/// `dojo lesson test`: what lessons claim, put to the proof on practice machines.
struct LessonTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Prove lessons: each check can fail, each solution passes, each mistake is named.",
    discussion: """
      A path is a chapter, a checks file or a folder of lessons; without one all bundled lessons are proved. \
      Ends with 0 when everything is so, with 2 when something is not, with 3 when it could not be found out.
      """)

  @Argument(
    help: ArgumentHelp("A lesson's name, or the path of its chapter or checks file.", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("Sittings at once. Default: 2.", valueName: "n"))
  var jobs = 2

  @Option(help: ArgumentHelp("Seconds that one command line may take.", valueName: "seconds"))
  var timeLimit = 60

  @Option(help: "Output format: text, json or junit.")
  var format = ProofFormat.text

  @OptionGroup var speaking: AuthorSpeaking

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be 1 or more") }
    guard timeLimit > 0 else { throw ValidationError("--time-limit must be 1 or more") }
  }

  func run() async throws {
    let context = ProcessContext.current()
    let console = speaking.console(context)
    let targets = try LessonTarget.find(paths) { try context.home() }
    let interruption = await Interruption.listening()
    let proving = Task { try await prove(targets, context, console) }
    let watching = Task {
      await interruption.wait()
      proving.cancel()
    }
    defer { watching.cancel() }
    let proofs: [LessonProof]
    do { proofs = try await proving.value } catch  where proving.isCancelled {
      throw Ending(code: .interrupted)
    }
    switch format {
    case .text: console.print(ProofText(console: console).summary(of: proofs))
    case .json: console.print(ProofJSON(language: console.language).json(proofs).text(.init(indent: 2)))
    case .junit: console.print(ProofJUnit(language: console.language).text(proofs))
    }
    throw Ending(code: proofs.exitCode)
  }

  private func prove(_ targets: [LessonTarget], _ context: ProcessContext, _ console: Console) async throws
    -> [LessonProof]
  {
    var proofs: [LessonProof] = []
    for target in targets {
      try Task.checkCancellation()
      let run = ProofRun(
        context: context, lesson: try target.load(console.language.rawValue), jobs: jobs,
        limit: .seconds(timeLimit), console: console, isTelling: format == .text)
      proofs.append(try await run.run())
    }
    return proofs
  }
}

/// What `dojo lesson test` prints.
enum ProofFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, junit
}

extension [LessonProof] {
  /// Something that is not so outweighs something that could not be found out.
  var exitCode: Basics.ExitCode {
    let outcomes = Set(flatMap(\.items).map(\.outcome))
    if outcomes.contains(.failed) { return .lessonInvalid }
    return outcomes.contains(.undetermined) ? .undetermined : .success
  }
}
