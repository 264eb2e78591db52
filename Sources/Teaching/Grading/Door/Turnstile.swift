import Synchronization

/// Counts who is inside and lets nobody in beyond a limit.
final class Turnstile: Sendable {
  private let limit: Int
  private let inside = Mutex(0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether there was room.
  func enter() -> Bool {
    inside.withLock { inside in
      guard inside < limit else { return false }
      inside += 1
      return true
    }
  }

  func leave() { inside.withLock { $0 -= 1 } }
}
