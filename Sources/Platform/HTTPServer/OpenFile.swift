import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A regular file that is open for reading until its last owner lets go.
package final class OpenFile: Sendable {
  let descriptor: Int32
  /// Length in bytes when it was opened.
  package let size: Int
  /// Who owns the descriptor, if it is not this value.
  private let owner: (any Sendable)?

  /// Opens a file; a symbolic link or anything but a regular file is refused.
  package init(path: String) throws(SystemError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last("open", path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw SystemError(operation: "open", subject: path, code: EINVAL)
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
    owner = nil
  }

  /// Borrows the descriptor of a regular file, which is open as long as its owner is there.
  package init(descriptor: Int32, size: Int, owner: some Sendable) {
    self.descriptor = descriptor
    self.size = size
    self.owner = owner
  }

  /// Reads part of the file.
  ///
  /// - Throws: `SystemError`, with `EIO` if the file has become shorter.
  package func bytes(in range: Range<Int>) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var filled = 0
    while filled < bytes.count {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
          off_t(range.lowerBound + filled))
      }
      if count == 0 { throw SystemError(operation: "read", subject: "file", code: EIO) }
      if count > 0 { filled += count } else if errno != EINTR { throw .last("read", "file") }
    }
    return bytes
  }

  deinit {
    if owner == nil { _ = close(descriptor) }
  }
}
