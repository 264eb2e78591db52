import Basics
import Lessons
import Shell

/// One command on a machine of a sitting: `dojo shell other -- docker images`.
package struct MachineCommand: Sendable {
  private let place: WorkPlace
  private let environment: [String: String]

  /// `environment` is the learner's own, as dojo was called with it.
  package init(place: WorkPlace, environment: [String: String]) {
    self.place = place
    self.environment = environment
  }

  /// Runs the command on this process's own streams; its links write the journal.
  ///
  /// - Throws: `ChildFailure` when there is no such program.
  package func run(_ words: [String]) async throws -> Termination {
    guard let program = words.first else { return .exited(0) }
    let command = place.onMachine(
      ChildCommand(program, Array(words.dropFirst()), environment: place.environment(adding: environment)))
    guard let terminal = ControllingTerminal() else { return try await command.runInherited() }
    return try await terminal.lend { try await command.runInherited() }
  }
}
