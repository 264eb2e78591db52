import Basics

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

  /// Longer than any tick of a file system's clock.
  private static let tick = Duration.milliseconds(50)

  /// Looks at a path, not following a link at its end; `nil` if nothing is there.
  init?(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    file = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int(status.st_size)
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
package struct FileStamps: Sendable {
  private let files: [(path: String, stamp: FileStamp)]

  /// Looks at each path; `nil` if nothing stands at one of them.
  init?(_ paths: [String]) {
    var files: [(path: String, stamp: FileStamp)] = []
    for path in paths {
      guard let stamp = FileStamp(path) else { return nil }
      files.append((path, stamp))
    }
    self.files = files
  }

  /// Whether everything still looks the same.
  package var areCurrent: Bool { files.allSatisfy { FileStamp($0.path) == $0.stamp } }

  /// Whether any further change must show.
  package func areSettled(at now: Timestamp) -> Bool { files.allSatisfy { $0.stamp.isSettled(at: now) } }
}
