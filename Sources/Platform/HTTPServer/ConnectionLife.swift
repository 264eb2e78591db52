import Synchronization

/// Whether a connection is still there, for those who are not on its loop.
///
/// The loop may end right after the connection; work handed to it then is lost, promises and all.
final class ConnectionLife: Sendable {
  private let ended = Mutex(false)

  var hasEnded: Bool { ended.withLock { $0 } }

  func end() {
    ended.withLock { $0 = true }
  }
}
