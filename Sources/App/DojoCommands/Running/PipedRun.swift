import Basics
import Lessons
import Practice

/// A sitting without a terminal: commands from standard input, judged as they go.
struct PipedRun {
  let setup: SittingSetup
  let printer: EventPrinter

  init(setup: SittingSetup, printer: EventPrinter) {
    self.setup = setup
    self.printer = printer
  }

  /// Runs all there is to run; the result is where that led.
  func run() async throws -> SittingStatus {
    let (sitting, events) = try await Sitting.open(setup)
    printer.show(events.filter(\.isNotice))
    do {
      let status = try await play(in: sitting)
      await sitting.close()
      if !status.isFinished { printer.show(.left(status)) }
      return status
    } catch {
      await sitting.close()
      throw error
    }
  }

  private func play(in sitting: Sitting) async throws -> SittingStatus {
    guard let machine = setup.lesson.machines.first else { return try await sitting.status() }
    let place = try await sitting.workPlace(
      on: machine.id, lesson: setup.folder.name, runtime: sitting.runtime)
    _ = try await ScriptedShell(door: sitting, place: place, environment: setup.environment).run {
      printer.show($0)
    }
    return try await sitting.status()
  }
}
