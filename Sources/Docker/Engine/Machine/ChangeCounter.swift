import Synchronization

/// How often a machine has changed: while the count stays the same, so does what it lists and what its ports serve.
package final class ChangeCounter: Sendable {
  private let count = Atomic<Int>(0)

  package init() {}

  package var current: Int { count.load(ordering: .acquiring) }

  func advance() { count.add(1, ordering: .acquiringAndReleasing) }
}
