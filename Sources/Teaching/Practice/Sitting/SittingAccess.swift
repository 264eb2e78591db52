import Basics
import Lessons

/// A way to a lesson's sitting for commands that are not `dojo run`.
package enum SittingAccess {
  /// Runs `body` with the sitting that is running, or opens it for as long as that takes.
  ///
  /// `told` hears first what there is to notice about the journal.
  /// - Throws: what `body` throws, or why the sitting cannot be opened.
  package static func withDoor<Result: Sendable>(
    _ setup: SittingSetup, told: (SittingEvent) -> Void = { _ in },
    _ body: (any SittingDoor) async throws -> Result
  ) async throws -> Result {
    if let address = SittingAddress.ofRunningSitting(in: setup.folder) {
      return try await body(ControlClient(socket: address.control))
    }
    let (sitting, events) = try await Sitting.open(setup)
    events.filter(\.isNotice).forEach(told)
    do {
      let result = try await body(sitting)
      await sitting.close()
      return result
    } catch {
      await sitting.close()
      throw error
    }
  }

  /// The door of the sitting in which this process was started; `nil` outside one.
  package static func surrounding(_ environment: [String: String]) -> (
    door: any SittingDoor, folder: String
  )? {
    guard let socket = environment[WorkPlace.Variable.sitting],
      let folder = environment[WorkPlace.Variable.lesson]
    else { return nil }
    return (ControlClient(socket: socket), folder)
  }
}
