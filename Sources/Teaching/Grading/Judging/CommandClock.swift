import Basics
import Synchronization

/// The clock of a repeated sitting: a second goes by with every command, whatever the computer's own clock says.
///
/// So `docker ps` says the same about the same submission whenever and wherever it is graded.
final class CommandClock: Sendable {
  private let seconds = Mutex(0)
  /// When every repeated sitting begins: 2026-01-01T00:00:00Z.
  private static let start = 1_767_225_600

  func tick() { seconds.withLock { $0 += 1 } }

  var now: Timestamp { Timestamp(seconds: Self.start + seconds.withLock { $0 }) }
}
