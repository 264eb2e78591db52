import Basics
import Lessons
import Practice
import Shell

/// A sitting on a terminal: the learner's own shell, until they leave it.
struct InteractiveRun {
  let setup: SittingSetup
  let printer: EventPrinter

  init(setup: SittingSetup, printer: EventPrinter) {
    self.setup = setup
    self.printer = printer
  }

  func run() async throws {
    let (sitting, events) = try await Sitting.open(setup)
    printer.show(events)
    do {
      try await openShell(in: sitting)
    } catch {
      await sitting.close()
      throw error
    }
    let status = try await sitting.status()
    await sitting.close()
    printer.show(.left(status))
  }

  private func openShell(in sitting: Sitting) async throws {
    guard let machine = setup.lesson.machines.first else { return }
    let place = try await sitting.workPlace(
      on: machine.id, lesson: setup.folder.name, runtime: sitting.runtime)
    let shell = SittingShell(
      door: sitting, place: place, environment: setup.environment, language: printer.console.language)
    if !shell.hasHooks { printer.show(.notice(Self.hookless)) }
    let resting = Task { await ProgramPages.keepHandingBack() }
    defer { resting.cancel() }
    _ = try await shell.run { printer.show($0) }
  }

  private static let hookless = Phrase(
    en: "This shell cannot tell dojo when a command ends. Type dojo check after each step.",
    ja: "このシェルはコマンドの終わりを dojo に伝えられません。手順を終えるたびに dojo check と打ってください。")
}
