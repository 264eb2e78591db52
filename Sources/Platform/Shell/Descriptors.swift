import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the connections with children have in common.
enum Descriptors {
  /// A pipe that no other child inherits, not even one that another thread starts at this moment.
  static func makePipe() throws(SystemError) -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe openPipe(&ends) == 0 else { throw .last("pipe", "") }
    return (ends[0], ends[1])
  }

  @unsafe private static func openPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
    #if canImport(Glibc)
      // glibc hides pipe2 from Swift as well.
      typealias Pipe2 = @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
      if let symbol = unsafe dlsym(nil, "pipe2") {
        return unsafe unsafeBitCast(symbol, to: Pipe2.self)(ends, O_CLOEXEC)
      }
    #endif
    guard unsafe pipe(ends) == 0 else { return -1 }
    for place in 0..<2 { _ = unsafe fcntl(ends[place], F_SETFD, FD_CLOEXEC) }
    return 0
  }

  /// What can be read at once; `nil` at the end.
  ///
  /// A terminal that nobody has open ends with an error.
  static func readNow(_ descriptor: Int32) -> [UInt8]? {
    var count = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 32_768) { buffer, length in
      count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
      length = max(0, count)
    }
    if count > 0 { return bytes }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? [] : nil
  }
}
