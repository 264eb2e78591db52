#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that are read whole.
package enum FileBytes {
  /// What stands at the path.
  ///
  /// A file longer than `limit` bytes fails with `EFBIG`. Where links are not followed they fail with `ELOOP`, and a
  /// pipe in the place of the file counts as empty instead of holding the reader.
  package static func read(
    _ path: String, limit: Int = .max, followingLinks: Bool = true
  ) throws(SystemError) -> [UInt8] {
    let caution = followingLinks ? 0 : O_NOFOLLOW | O_NONBLOCK
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | caution)
    guard descriptor >= 0 else { throw .last("open", path) }
    defer { _ = close(descriptor) }
    return try readAll(from: descriptor, path: path, limit: limit)
  }

  /// What stands at the path; `nil` when nothing does.
  package static func readIfPresent(_ path: String) throws(SystemError) -> [UInt8]? {
    do throws(SystemError) {
      return try read(path)
    } catch  where error.code == ENOENT || error.code == ENOTDIR {
      return nil
    }
  }

  /// The first `count` bytes of a file; all of it where it is shorter.
  package static func head(_ path: String, count: Int) throws(SystemError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    defer { _ = close(descriptor) }
    var head = [UInt8](repeating: 0, count: count)
    let length = unsafe head.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard length >= 0 else { throw .last("read", path) }
    return Array(head.prefix(length))
  }

  /// The rest of an open file, up to its end: pipes and files that grow are read whole too.
  package static func readAll(
    from descriptor: Int32, path: String, limit: Int = .max
  ) throws(SystemError) -> [UInt8] {
    // A file whose size is known comes in one piece, which needs no room beside it.
    var status = stat()
    let size = unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    var all = try readSome(from: descriptor, path: path, atMost: size > 0 ? min(size, limit) + 1 : 65_536)
    while !all.isEmpty {
      guard all.count <= limit else { throw SystemError(operation: "read", subject: path, code: EFBIG) }
      let more = try readSome(from: descriptor, path: path)
      if more.isEmpty { break }
      all += more
    }
    return all
  }

  /// What comes next, as soon as there is something; nothing at the end.
  package static func readSome(
    from descriptor: Int32, path: String, atMost most: Int = 65_536
  ) throws(SystemError) -> [UInt8] {
    while true {
      var count = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, length in
        count = unsafe systemRead(descriptor, buffer.baseAddress, most)
        length = max(0, count)
      }
      if count >= 0 { return bytes }
      if errno != EINTR { throw .last("read", path) }
    }
  }
}

/// `read(2)`, under a name that the methods above do not shadow.
@unsafe private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}
