/// Cuts a framed stream, which arrives in pieces of any size, into frames.
package struct StreamFrameDecoder: Sendable {
  private static let headerLength = 8
  private var pending: [UInt8] = []

  package init() {}

  /// Whether a frame has begun that has not ended.
  package var isInsideFrame: Bool { !pending.isEmpty }

  /// The frames that `bytes` complete, in order.
  package mutating func append(_ bytes: some Sequence<UInt8>) throws(StreamFrameError) -> [StreamFrame] {
    pending += bytes
    var frames: [StreamFrame] = []
    var start = 0
    while pending.count - start >= Self.headerLength {
      guard let stream = StreamFrame.Stream(rawValue: pending[start]) else {
        throw StreamFrameError(stream: pending[start])
      }
      let length = pending[start + 4..<start + 8].reduce(0) { $0 << 8 | Int($1) }
      let end = start + Self.headerLength + length
      guard end <= pending.count else { break }
      frames.append(StreamFrame(stream, Array(pending[(start + Self.headerLength)..<end])))
      start = end
    }
    pending.removeFirst(start)
    return frames
  }
}
