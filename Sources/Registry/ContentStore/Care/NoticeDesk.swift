import Basics
import Synchronization

/// Passes on what a store finds wrong on its disk, each thing once in a while however often clients meet it.
///
/// A client that asks for a damaged tag ten times a second must not fill the disk with lines that say so.
package final class NoticeDesk: Sendable {
  /// How long a thing that was told is not told again.
  package static let silence = Duration.seconds(600)
  /// How many things are remembered.
  private static let mostRemembered = 1_000

  private let told = Mutex<[StoreNotice: Timestamp]>([:])
  private let now: @Sendable () -> Timestamp
  private let tell: @Sendable (StoreNotice) -> Void

  package init(
    now: @escaping @Sendable () -> Timestamp, tell: @escaping @Sendable (StoreNotice) -> Void
  ) {
    self.now = now
    self.tell = tell
  }

  /// Takes a notice, and passes it on unless that was done a short while ago.
  package func take(_ notice: StoreNotice) {
    let time = now()
    let isNews = told.withLock { told in
      if let last = told[notice], time.duration(since: last) < Self.silence { return false }
      if told.count >= Self.mostRemembered {
        told = told.filter { time.duration(since: $0.value) < Self.silence }
        // Whole folders are broken: what is said once more is the lesser evil.
        if told.count >= Self.mostRemembered { told = [:] }
      }
      told[notice] = time
      return true
    }
    if isNews { tell(notice) }
  }
}
