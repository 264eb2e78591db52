import Basics
import Lessons
import Shell

/// Plays a lesson's own solutions, each command on the machine it is for.
package struct Demonstration: Sendable {
  private let sitting: Sitting
  private let environment: [String: String]

  /// `environment` is the learner's own, as dojo was called with it.
  package init(of sitting: Sitting, environment: [String: String]) {
    self.sitting = sitting
    self.environment = environment
  }

  /// Plays every step that has not passed; the output of the commands is passed through.
  ///
  /// - Returns: where that led; a step whose solution does not make it pass ends the play.
  package func run(show: SittingShell.Show) async throws -> SittingStatus {
    var status = try await sitting.status()
    while let current = status.current, let step = sitting.lesson.step(current) {
      var told: [SittingEvent] = []
      for command in step.solvingCommands {
        told = try await play(command, of: step, show)
      }
      status = try await sitting.status()
      if status.current == current {
        // What the last command's verdict has said is not said again.
        if told.contains(where: \.isVerdict) { return status }
        try await sitting.check(nil).forEach(show)
        status = try await sitting.status()
        if status.current == current { return status }
      }
    }
    return status
  }

  /// - Returns: what was told after the command.
  private func play(
    _ command: Command, of step: Step, _ show: SittingShell.Show
  ) async throws -> [SittingEvent] {
    try Task.checkCancellation()
    let machine = command.machine ?? step.machine
    show(.running(command: command.line, on: machine))
    let place = try await sitting.workPlace(
      on: machine, lesson: sitting.lesson.id.text, runtime: sitting.runtime)
    let ended = try await ChildCommand(
      "bash", ["-c", command.line], environment: place.environment(adding: environment)
    ).runInherited()
    show(.ran(command: command.line, on: machine, exit: ended.status))
    let events = try await sitting.prompt(on: machine, status: ended.status, patience: .whole).events
    events.forEach(show)
    return events
  }
}

extension SittingEvent {
  /// Whether a step was judged and has not passed.
  fileprivate var isVerdict: Bool {
    if case .assessed = self { return true }
    return false
  }
}
