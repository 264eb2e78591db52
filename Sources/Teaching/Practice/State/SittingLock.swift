import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The right to hold a lesson's sitting; given back when the value or its process ends, however it ends.
package struct SittingLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Takes the lock and leaves this process's id in the file.
  ///
  /// - Throws: `SittingFailure.alreadyRunning` when another process holds it; `SystemError` when the file
  ///   cannot be used.
  package init(at path: String, process: Int32 = getpid()) throws {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError.last("open", path) }
    guard Self.take(descriptor) else {
      let failure = errno == EWOULDBLOCK ? nil : SystemError.last("flock", path)
      throw failure ?? SittingFailure.alreadyRunning(process: Self.holder(descriptor))
    }
    _ = ftruncate(descriptor, 0)
    try AtomicFile.writeAll(Array("\(process)\n".utf8), to: descriptor, path: path)
  }

  deinit { _ = close(descriptor) }

  /// Whether some process holds the lock.
  static func isHeld(at path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { _ = close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Somebody who only looks whether the lock is held has it for an instant; that is waited for.
  private static func take(_ descriptor: Int32) -> Bool {
    for _ in 0..<3 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK else { return false }
      _ = poll(nil, 0, 10)
    }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    return Int32(
      String(decoding: buffer.prefix(max(count, 0)).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
