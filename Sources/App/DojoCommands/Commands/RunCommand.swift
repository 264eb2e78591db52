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

  @Option(
    help:
      "Whose Docker to use: practice (dojo's own machines), system (your own docker, else podman), or podman (your own)."
  )
  var docker: DockerSource?

  @Flag(help: "With --docker system or podman: load dojo's stand-ins for missing images without asking.")
  var yes = false

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
    let context = ProcessContext.current()
    let isolation = Isolation(environment: context.environment)
    guard isolate != true || isolation == nil else { throw CannotIsolate.isIsolated }
    let choice = LessonChoice(context: context)
    let chosen = try choice.origin(of: lesson, checks: checks, language: speaking.language, ports: ports)
    var origin = chosen.origin
    if let docker { origin.docker = docker }
    let lesson = try SittingComposition(context: context, origin: origin).lesson()
    // Containers that were made under one policy cannot all start under the other.
    if let former = try? LessonOrigin.read(from: origin.folder(of: lesson.id, in: choice.state())) {
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
    if origin.docker?.isOwn == true, isolate != true { origin.isIsolated = nil }
    guard origin.docker?.isOwn != true || origin.isIsolated != true else { throw CannotIsolate.ownDocker }
    let needsWalls = origin.isIsolated == true && isolation == nil
    let composition = SittingComposition(context: context, origin: origin)
    let output = try ResultStream(format: speaking.format)
    let printer = EventPrinter(
      console: speaking.console(
        environment: context.environment, language: origin.language, output: output.descriptor),
      lesson: lesson, format: speaking.format, docker: origin.docker ?? .practice)
    if let reason = chosen.reason { printer.console.explain(reason) }

    let prepare = { (folder: LessonFolder) in
      guard let source = origin.docker, source.isOwn else { return }
      try await OwnPreparation(
        context: context, source: source, lesson: lesson, folder: folder, console: printer.console,
        isAgreed: yes
      ).run()
    }
    if demo, !needsWalls {
      let status = try await DemoRun(printer: printer, prepare: prepare) {
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
    let folder = origin.folder(of: lesson.id, in: state)
    if !demo { try origin.write(to: folder) }
    if needsWalls {
      if demo { origin.ports = (ports ?? .real).rawValue }
      let run = IsolatedRun(context: context, origin: origin, lesson: lesson, state: state)
      throw Ending(
        status: try await run.run(
          origin.arguments(demo: demo, speaking: speaking), explain: printer.console.explain))
    }
    if isolation != nil { EndRequests.heed() }
    try await prepare(folder)
    let setup = try composition.setup(for: lesson, in: folder)
    guard input == .commands else { return try await InteractiveRun(setup: setup, printer: printer).run() }
    let status = try await PipedRun(setup: setup, printer: printer).run()
    throw Ending(code: status.isFinished ? .success : .checkFailed)
  }
}
