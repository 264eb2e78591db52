#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What this process can read from.
enum StandardInput {
  enum Kind: Equatable {
    case terminal
    /// A pipe, or a file with something in it.
    case commands
    /// `/dev/null`, an empty file, a pipe that ends at once, or no standard input at all.
    case nothing
  }

  static func kind(of descriptor: Int32 = STDIN_FILENO) -> Kind {
    if isatty(descriptor) == 1 { return .terminal }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return status.st_size > 0 ? .commands : .nothing
    case S_IFIFO, S_IFSOCK: return hasInput(descriptor) ? .commands : .nothing
    default: return .nothing
    }
  }

  /// Waits until something can be read or the other end is closed.
  private static func hasInput(_ descriptor: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while unsafe poll(&watched, 1, -1) < 0 {
      guard errno == EINTR else { return false }
    }
    return watched.revents & Int16(POLLIN) != 0
  }
}
