import ArgumentParser
import Basics
import Checks
import Lessons
import Practice

/// What commands about the current sitting have in common: they find it, ask it, and tell what it says.
struct SittingCommand {
  let context: ProcessContext
  let setup: SittingSetup
  let origin: LessonOrigin
  let printer: EventPrinter

  /// The sitting of this shell, else the one that runs, else the lesson that was opened last.
  init(speaking: SpeakingOptions) throws {
    context = ProcessContext.current()
    let choice = LessonChoice(context: context)
    guard let origin = try choice.current(language: speaking.language) else {
      throw SittingFailure.notRunning
    }
    self.origin = origin
    let composition = SittingComposition(context: context, origin: origin)
    let lesson = try composition.lesson()
    setup = try composition.setup(for: lesson, in: origin.folder(of: lesson.id, in: choice.state()))
    printer = EventPrinter(
      console: speaking.console(environment: context.environment, language: origin.language), lesson: lesson,
      format: speaking.format, docker: origin.docker ?? .practice)
  }

  /// Whether the sitting has walls that this process is not within.
  var isIsolatedElsewhere: Bool {
    origin.isIsolated == true && Isolation(environment: context.environment) == nil
  }

  /// Asks the sitting, tells what it answers, and ends with 1 when a step turned out not to be done.
  func tell(_ question: (any SittingDoor) async throws -> [SittingEvent]) async throws {
    // The machines of an isolated sitting are opened within its walls only.
    if isIsolatedElsewhere, SittingAddress.ofRunningSitting(in: setup.folder) == nil {
      let run = IsolatedRun(
        context: context, origin: origin, lesson: setup.lesson,
        state: try LessonChoice(context: context).state())
      throw Ending(status: try await run.run(Array(CommandLine.arguments.dropFirst())))
    }
    let events = try await SittingAccess.withDoor(setup, told: printer.show, question)
    printer.show(events)
    if let code = events.compactMap(\.exitCode).last { throw Ending(code: code) }
  }
}

extension SittingEvent {
  /// The exit code of `dojo check` when this is what there is to tell.
  fileprivate var exitCode: Basics.ExitCode? {
    guard case .assessed(let assessment, _) = self else { return nil }
    switch assessment.outcome {
    case .passed: return nil
    case .failed: return .checkFailed
    case .undetermined: return .undetermined
    }
  }
}
