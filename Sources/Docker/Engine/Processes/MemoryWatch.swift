import Dispatch
import Shell
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps the processes of a room within a limit of memory together: what takes the most is ended when they have taken more.
///
/// The kernel does that for Docker; here nobody may make the groups by which it would. It has a thread of its own, and ends
/// before it tells: what takes memory fast must not go on until others have done their work.
final class MemoryWatch: Sendable {
  private let isOver = Atomic(false)
  private let hasEndedOne = Atomic(false)
  private static let microsecondsBetweenLooks: UInt32 = 50_000

  /// `onShortage` is called each time when something has been ended.
  init(_ room: LiveChild, limit: Int, onShortage: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "memory").async { [self] in
      while !isOver.load(ordering: .acquiring), let first = room.process {
        let all = RoomProcess.statuses(inRoomsOf: [first])
        if all.reduce(0, { $0 + $1.memory }) > limit, let largest = all.max(by: { $0.memory < $1.memory }) {
          // Noted before it is ended: whoever is told of its end asks why.
          hasEndedOne.store(true, ordering: .releasing)
          room.end(largest)
          onShortage()
        }
        usleep(Self.microsecondsBetweenLooks)
      }
    }
  }

  /// Whether something was ended since this was last asked.
  func takeShortage() -> Bool { hasEndedOne.exchange(false, ordering: .acquiringAndReleasing) }

  func cancel() { isOver.store(true, ordering: .releasing) }
}
