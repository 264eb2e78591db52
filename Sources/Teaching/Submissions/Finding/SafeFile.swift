import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files in folders that others have filled.
enum SafeFile {
  /// The bytes of a regular file below `folder`.
  ///
  /// No link is followed on the way, and nothing that could hold the reader is waited for: what is there when it is
  /// opened counts, not what was there before.
  static func read(_ parts: [[UInt8]], below folder: String, limit: Int) throws(SubmissionProblem) -> [UInt8]
  {
    var descriptor = unsafe systemOpen(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for (index, part) in parts.enumerated() where descriptor >= 0 {
      let kind = index == parts.count - 1 ? O_NONBLOCK | O_NOCTTY : O_DIRECTORY
      let path = part.map { CChar(bitPattern: $0) } + [0]
      let next = unsafe openat(descriptor, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
      let code = errno
      _ = close(descriptor)
      errno = code
      descriptor = next
    }
    return try read(descriptor, limit: limit)
  }

  /// The bytes of a regular file that the instructor named; a link counts for what it leads to.
  static func read(named path: String, limit: Int) throws(SubmissionProblem) -> [UInt8] {
    try read(unsafe systemOpen(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), limit: limit)
  }

  /// Opens a regular file that the instructor named.
  static func open(named path: String) throws(SubmissionProblem) -> Int32 {
    let descriptor = unsafe systemOpen(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    _ = try status(of: descriptor)
    return descriptor
  }

  /// The first bytes of a regular file that the instructor named, and when it was changed last.
  static func beginning(of path: String) throws(SubmissionProblem) -> (bytes: [UInt8], modified: Int64) {
    let descriptor = unsafe systemOpen(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    let status = try status(of: descriptor)
    defer { _ = close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count >= 0 else { throw .unreadable(SystemError.last("read", path).reason) }
    return (Array(bytes.prefix(count)), status.modifiedMilliseconds)
  }

  /// Reads what was just opened, or says why it was not, and closes it.
  private static func read(_ descriptor: Int32, limit: Int) throws(SubmissionProblem) -> [UInt8] {
    let status = try status(of: descriptor)
    defer { _ = close(descriptor) }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    do throws(SystemError) {
      return try FileBytes.readAll(from: descriptor, path: "", limit: limit)
    } catch {
      throw error.code == EFBIG ? .tooLarge(limit: limit) : .unreadable(error.reason)
    }
  }

  /// What was just opened, when it is a regular file; it is closed when it is not.
  private static func status(of descriptor: Int32) throws(SubmissionProblem) -> stat {
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw .vanished
      case ELOOP: throw .link
      case ENXIO: throw .special
      default: throw .unreadable(SystemError.last("open", "").reason)
      }
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw .special
    }
    return status
  }
}

/// `open(2)`, under a name that the methods above do not shadow.
@unsafe private func systemOpen(_ path: String, _ flags: Int32) -> Int32 {
  unsafe open(path, flags)
}
