import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole small files.
enum FileBytes {
  /// Every byte of the file; `nil` when there is no such file.
  static func readIfPresent(_ path: String) throws(SystemError) -> [UInt8]? {
    guard unsafe access(path, F_OK) == 0 || errno != ENOENT else { return nil }
    return try read(path)
  }

  /// Every byte of the file.
  static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    defer { _ = close(descriptor) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
      }
      if count == 0 { return all }
      if count > 0 {
        all += chunk.prefix(count)
      } else if errno != EINTR {
        throw .last("read", path)
      }
    }
  }
}

/// `read(2)`, under a name that the method above does not shadow.
@unsafe private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}
