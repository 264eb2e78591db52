import Synchronization

/// How often a machine has changed: while the count stays the same, so does what it lists and what its ports serve.
package final class ChangeCounter: Sendable {
  private let count = Atomic<Int>(0)
  private let programs = Atomic<Int>(0)

  package init() {}

  /// The number of changes so far; another one each time while programs run that may change something at any moment.
  package var current: Int {
    if programs.load(ordering: .acquiring) > 0 { advance() }
    return count.load(ordering: .acquiring)
  }

  /// A program runs from now on, of which nobody knows what it changes.
  func programStarts() { programs.add(1, ordering: .acquiringAndReleasing) }

  func programEnded() {
    programs.subtract(1, ordering: .acquiringAndReleasing)
    advance()
  }

  func advance() { count.add(1, ordering: .acquiringAndReleasing) }
}
