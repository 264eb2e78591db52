import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What some files say, read again when one of them has changed.
package final class WatchedFiles<Content: Sendable>: Sendable {
  private struct State {
    var marks: [FileMark?]
    var content: Content
    var edition = 0
  }

  private let paths: [String]
  private let read: @Sendable () throws -> Content
  private let complain: @Sendable (any Error) -> Void
  private let state: Mutex<State>

  /// Reads the files for the first time.
  ///
  /// `complain` hears why a later state of them could not be used; what they said before then stays in force.
  package init(
    _ paths: [String], complain: @escaping @Sendable (any Error) -> Void,
    read: @escaping @Sendable () throws -> Content
  ) throws {
    self.paths = paths
    self.read = read
    self.complain = complain
    let marks = paths.map { FileMark($0) }
    state = Mutex(State(marks: marks, content: try read()))
  }

  /// What the files say now, and a number that differs whenever that does.
  ///
  /// Costs one `stat(2)` a file while nothing changes.
  package var current: (content: Content, edition: Int) {
    let marks = paths.map { FileMark($0) }
    var complaint: (any Error)?
    let answer = state.withLock { state in
      if state.marks != marks {
        state.marks = marks
        do {
          state.content = try read()
          state.edition += 1
        } catch {
          complaint = error
        }
      }
      return (state.content, state.edition)
    }
    if let complaint { complain(complaint) }
    return answer
  }
}

/// What tells one state of a file from the next without reading it.
private struct FileMark: Equatable {
  let seconds: Int
  let nanoseconds: Int
  let size: Int
  let inode: UInt64

  /// The mark of what stands at a path; `nil` when nothing does.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    #if os(Linux)
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #else
      (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #endif
    size = Int(status.st_size)
    inode = UInt64(status.st_ino)
  }
}
