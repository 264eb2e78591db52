import Basics
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a file or folder looked like at one moment: tells whether it has been changed since, by whomever.
///
/// It rests on the times the file system keeps. Two changes within one tick of its clock may look like one, so a stamp says
/// something about later changes only when it is settled.
struct FileStamp: Sendable, Equatable {
  private let device: UInt64
  private let file: UInt64
  private let size: Int
  private let modified: Timestamp
  private let changed: Timestamp
  /// How many folders a folder holds, where its file system counts them: most count each as a link to the folder above.
  let folderCount: Int?

  /// Longer than any tick of a file system's clock.
  private static let tick = Duration.milliseconds(50)

  /// Looks at a path below a folder, not following a link at its end; `nil` if nothing is there.
  init?(_ path: String, below folder: FolderHandle) {
    var status = stat()
    guard unsafe fstatat(folder.descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    file = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int(status.st_size)
    folderCount = status.st_mode & S_IFMT == S_IFDIR && status.st_nlink > 2 ? Int(status.st_nlink) - 2 : nil
    #if canImport(Glibc)
      modified = Timestamp(status.st_mtim)
      changed = Timestamp(status.st_ctim)
    #else
      modified = Timestamp(status.st_mtimespec)
      changed = Timestamp(status.st_ctimespec)
    #endif
  }

  /// Whether the last change was long enough ago that a further one must look different.
  func isSettled(at now: Timestamp) -> Bool {
    max(modified, changed).advanced(by: Self.tick) < now
  }
}

extension Timestamp {
  fileprivate init(_ time: timespec) {
    self.init(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }
}

/// The stamps of the files and folders that something was made of.
package final class FileStamps: Sendable {
  private let base: FolderHandle
  private let first: (path: String, stamp: FileStamp)
  private let others: [(path: String, stamp: FileStamp)]
  /// When all were last looked at, in nanoseconds.
  private let lookedAt: Atomic<UInt64>

  /// How long the others are trusted.
  private static let trust: UInt64 = 10_000_000

  /// Looks at each path below a folder; `nil` if nothing stands at one of them.
  init?(_ first: String, others: [String] = [], below base: FolderHandle) {
    guard let stamp = FileStamp(first, below: base) else { return nil }
    var stamps: [(path: String, stamp: FileStamp)] = []
    for path in others {
      guard let stamp = FileStamp(path, below: base) else { return nil }
      stamps.append((path, stamp))
    }
    self.base = base
    self.first = (first, stamp)
    self.others = stamps
    lookedAt = Atomic(Self.clock())
  }

  /// Whether everything still looks the same: the first at this moment, the others a hundredth of a second ago at most.
  package var areCurrent: Bool {
    guard FileStamp(first.path, below: base) == first.stamp else { return false }
    let now = Self.clock()
    guard now &- lookedAt.load(ordering: .relaxed) > Self.trust else { return true }
    guard others.allSatisfy({ FileStamp($0.path, below: base) == $0.stamp }) else { return false }
    lookedAt.store(now, ordering: .relaxed)
    return true
  }

  /// Whether any further change must show.
  package func areSettled(at now: Timestamp) -> Bool {
    first.stamp.isSettled(at: now) && others.allSatisfy { $0.stamp.isSettled(at: now) }
  }

  private static func clock() -> UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
