import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A regular file of a store, open until its last owner lets go of it.
package final class StoredFile: Sendable {
  package let descriptor: Int32
  /// Length in bytes when it was opened.
  package let size: Int
  /// When its content last changed.
  let changed: Timestamp
  /// The path it was opened by, for messages only.
  let path: String
  private let probe: DiskProbe?

  /// Takes a descriptor over; anything but a regular file is closed and counts as absent.
  init(descriptor: Int32, path: String, probe: DiskProbe?) throws(SystemError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw SystemError(operation: "open", subject: path, code: ENOENT)
    }
    self.descriptor = descriptor
    self.path = path
    self.probe = probe
    let facts = FileStatus(status)
    size = facts.size
    changed = facts.changed
  }

  deinit { _ = close(descriptor) }

  /// The whole content; a file longer than `limit` bytes fails with `EFBIG`.
  func readAll(limit: Int) throws(SystemError) -> [UInt8] {
    guard size <= limit else { throw SystemError(operation: "read", subject: path, code: EFBIG) }
    var all: [UInt8] = []
    all.reserveCapacity(size)
    try readPieces { all += $0 }
    return all
  }

  /// Hands out the content from its beginning, up to 256 KiB at a time.
  func readPieces(_ take: (ArraySlice<UInt8>) throws(SystemError) -> Void) throws(SystemError) {
    var buffer = [UInt8](repeating: 0, count: min(262_144, max(size, 512)))
    var offset = 0
    while true {
      try ask(.read)
      let count = unsafe pread(descriptor, &buffer, buffer.count, off_t(offset))
      if count == 0 { return }
      if count > 0 {
        offset += count
        try take(buffer.prefix(count))
      } else if errno != EINTR {
        throw .last("read", path)
      }
    }
  }

  /// Writes bytes at the file's place, going on after interruptions and short writes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var offset = 0
    while offset < bytes.count {
      var length = bytes.count - offset
      if let probe {
        switch probe.decide(.write) {
        case .asUsual, .isSkipped: break
        case .fails(let code): throw SystemError(operation: "write", subject: path, code: code)
        case .takes(let most): length = min(length, max(1, most))
        }
      }
      let written = unsafe systemWrite(descriptor, bytes.baseAddress?.advanced(by: offset), length)
      if written > 0 {
        offset += written
      } else if errno != EINTR {
        throw .last("write", path)
      }
    }
  }

  /// Cuts the file to a length and goes on there.
  func rewind(to length: Int) throws(SystemError) {
    try ask(.truncate)
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
      throw .last("truncate", path)
    }
  }

  /// Lets the disk begin to write part of the file; nothing is promised yet.
  func beginSync(of range: Range<Int>) {
    #if os(Linux)
      // Pages that are still to be written stay; that this starts the writing is what makes it useful here.
      _ = posix_fadvise(
        descriptor, off_t(range.lowerBound), off_t(range.count), Int32(POSIX_FADV_DONTNEED))
    #endif
  }

  /// Makes the content survive a power cut.
  func sync() throws(SystemError) {
    guard try ask(.sync) else { return }
    guard fsync(descriptor) == 0 else { throw .last("fsync", path) }
  }

  @discardableResult
  private func ask(_ call: DiskProbe.Call) throws(SystemError) -> Bool {
    try probe?.admits(call, path) ?? true
  }
}

/// `write(2)`, under a name that the methods above do not shadow.
@unsafe private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
