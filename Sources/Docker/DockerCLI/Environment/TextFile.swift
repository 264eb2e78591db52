import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that are read whole.
enum TextFile {
  static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    defer { _ = close(descriptor) }
    var content: [UInt8] = []
    while true {
      var count = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: 16 * 1024) { buffer, length in
        count = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
        length = max(0, count)
      }
      if count > 0 {
        content += piece
      } else if count == 0 {
        return content
      } else if errno != EINTR {
        throw .last("read", path)
      }
    }
  }
}

/// `read(2)`, under a name that the method above does not shadow.
@unsafe private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  unsafe read(descriptor, buffer, count)
}
