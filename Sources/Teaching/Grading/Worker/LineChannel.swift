import Basics
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines to and fro over two file descriptors; reading blocks a thread of its own, never one of the pool.
struct LineChannel: Sendable {
  private let output: Int32
  private let lines: AsyncStream<[UInt8]>

  /// Lines from `input` and to `output`.
  init(input: Int32, output: Int32) {
    self.output = output
    let (lines, continuation) = AsyncStream<[UInt8]>.makeStream()
    self.lines = lines
    DispatchQueue(label: "dojo.orders").async {
      var buffer = LineCutter()
      while let bytes = Self.readSome(from: input) { buffer.take(bytes).forEach { continuation.yield($0) } }
      continuation.finish()
    }
  }

  /// The lines as they come, until the other side closes.
  var incoming: AsyncStream<[UInt8]> { lines }

  func send(_ line: [UInt8]) throws(SystemError) {
    try AtomicFile.writeAll(line + [UInt8(ascii: "\n")], to: output, path: "reply")
  }

  private static func readSome(from descriptor: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { return Array(buffer.prefix(count)) }
      if count == 0 || errno != EINTR { return nil }
    }
  }
}
