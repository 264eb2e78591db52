import Basics
import Dispatch

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
      while let bytes = try? FileBytes.readSome(from: input, path: "orders"), !bytes.isEmpty {
        buffer.take(bytes).forEach { continuation.yield($0) }
      }
      continuation.finish()
    }
  }

  /// The lines as they come, until the other side closes.
  var incoming: AsyncStream<[UInt8]> { lines }

  func send(_ line: [UInt8]) throws(SystemError) {
    try AtomicFile.writeAll(line + [UInt8(ascii: "\n")], to: output, path: "reply")
  }
}
