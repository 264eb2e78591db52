import Basics
import OCI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What some files and folders looked like at one moment: tells whether any has been changed since, by whomever.
///
/// It rests on the times the file system keeps. Two changes within one tick of its clock may look like one; so stamps say
/// something only when they are settled.
package struct FileStamps: Sendable {
  private struct Stamp: Equatable {
    let device: UInt64
    let file: UInt64
    let size: Int
    let modified: Timestamp
    let changed: Timestamp

    /// `nil` if nothing is there.
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
  }

  /// Longer than any tick of a file system's clock.
  private static let tick = Duration.milliseconds(50)

  private let files: [(path: String, stamp: Stamp)]

  /// Looks at each path; `nil` if nothing stands at one of them.
  init?(_ paths: [String]) {
    var files: [(path: String, stamp: Stamp)] = []
    for path in paths {
      guard let stamp = Stamp(path) else { return nil }
      files.append((path, stamp))
    }
    self.files = files
  }

  /// Whether everything still looks the same.
  package var areCurrent: Bool { files.allSatisfy { Stamp($0.path) == $0.stamp } }

  /// Whether the last change was long enough ago that a further one must look different.
  package func areSettled(at now: Timestamp) -> Bool {
    files.allSatisfy {
      $0.stamp.changed.advanced(by: Self.tick) < now && $0.stamp.modified.advanced(by: Self.tick) < now
    }
  }
}

extension Timestamp {
  fileprivate init(_ time: timespec) {
    self.init(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }
}

extension ContentStore {
  /// The files that make a manifest what it is in a repository: its membership, its bytes and, if it is asked for by tag,
  /// the tag's link.
  package func stamps(of digest: Digest, tag: Tag?, in repository: Repository) -> FileStamps? {
    let tagLink = tag.map { [layout.tagLink(repository, $0)] } ?? []
    return FileStamps(tagLink + [layout.revisionLink(repository, digest), layout.blob(digest)])
  }
}
