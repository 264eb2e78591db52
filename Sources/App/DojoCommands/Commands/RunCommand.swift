import ArgumentParser
import Basics
import Engine
import Lessons
import Practice
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `dojo run`: a sitting of a lesson, on a terminal, from piped commands, or as a demonstration.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Do a lesson: on a terminal in your own shell, or with commands piped in.",
    discussion: """
      Without a name it goes on where you were: with the last lesson you have not finished, else with the next one \
      of the course.
      """)

  @Argument(help: ArgumentHelp("A lesson's name, or the path of a Markdown chapter.", valueName: "lesson"))
  var lesson: String?

  @Option(
    help: ArgumentHelp("The checks file, when it does not stand beside the chapter.", valueName: "file"))
  var checks: String?

  @Option(
    help: """
      Where published ports listen: real (as Docker does) or private (only commands in dojo's shell reach them; \
      for when another program holds the port).
      """)
  var ports: PortPolicy?

  @Option(help: "Whose Docker to use: practice. (system, a Docker of your own, is not there yet.)")
  var docker = DockerChoice.practice

  @Flag(
    inversion: .prefixedNo,
    help: """
      Work in a room of its own: own home folder, processes, host names and network (Linux, bubblewrap). \
      Remembered for the lesson.
      """)
  var isolate: Bool?

  @Flag(help: "Allow the programs that the lesson's author uses in checks to run on this computer.")
  var trust = false

  @Flag(help: "Play the lesson's own solutions in a throw-away sitting.")
  var demo = false

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    try docker.require()
    let context = ProcessContext.current()
    let isolation = Isolation(environment: context.environment)
    guard isolate != true || isolation == nil else { throw CannotIsolate.isIsolated }
    let choice = LessonChoice(context: context)
    let chosen = try choice.origin(of: lesson, checks: checks, language: speaking.language, ports: ports)
    var origin = chosen.origin
    let lesson = try SittingComposition(context: context, origin: origin).lesson()
    // Containers that were made under one policy cannot all start under the other.
    if let former = try? LessonOrigin.read(from: choice.state().lesson(lesson.id)) {
      if ports == nil { origin.ports = former.ports }
      // Another chapter under the same id is somebody else's until the learner says so.
      if former.lesson == origin.lesson {
        origin.trusts = former.trusts
        // What was made in a room's home folder is nowhere else.
        if !demo { origin.isIsolated = former.isIsolated }
      }
    }
    if trust { origin.trusts = true }
    if let isolate { origin.isIsolated = isolate }
    let needsWalls = origin.isIsolated == true && isolation == nil
    let composition = SittingComposition(context: context, origin: origin)
    let output = try ResultStream(format: speaking.format)
    let printer = EventPrinter(
      console: speaking.console(
        environment: context.environment, language: origin.language, output: output.descriptor),
      lesson: lesson, format: speaking.format)
    if let reason = chosen.reason { printer.console.explain(reason) }

    if demo, !needsWalls {
      let status = try await DemoRun(printer: printer) {
        try composition.setup(for: lesson, in: $0, ports: ports ?? .private)
      }.run()
      throw Ending(code: status.isFinished ? .success : .checkFailed)
    }
    let input = StandardInput.kind()
    guard demo || input != .nothing else {
      printer.console.print(Preview(console: printer.console, lesson: lesson).text())
      throw Ending(code: .checkFailed)
    }
    let state = try choice.state()
    let folder = state.lesson(lesson.id)
    if !demo { try origin.write(to: folder) }
    if needsWalls {
      if demo { origin.ports = (ports ?? .real).rawValue }
      let run = IsolatedRun(context: context, origin: origin, lesson: lesson, state: state)
      throw Ending(
        status: try await run.run(
          origin.arguments(demo: demo, speaking: speaking), explain: printer.console.explain))
    }
    if isolation != nil { EndRequests.heed() }
    let setup = try composition.setup(for: lesson, in: folder)
    guard input == .commands else { return try await InteractiveRun(setup: setup, printer: printer).run() }
    let status = try await PipedRun(setup: setup, printer: printer).run()
    throw Ending(code: status.isFinished ? .success : .checkFailed)
  }
}
