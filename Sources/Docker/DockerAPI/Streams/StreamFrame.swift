/// A piece of a container's output on a framed stream: `[stream, 0, 0, 0, length as 32 bits big-endian]`, then bytes.
package struct StreamFrame: Hashable, Sendable {
  /// Which of a program's streams the bytes belong to, by its number on the wire.
  package enum Stream: UInt8, Hashable, Sendable {
    case standardInput = 0
    case standardOutput = 1
    case standardError = 2
    /// The engine's own error, not the container's output.
    case systemError = 3
  }

  package let stream: Stream
  package let payload: [UInt8]

  package init(_ stream: Stream, _ payload: [UInt8]) {
    self.stream = stream
    self.payload = payload
  }

  /// The frame as it travels.
  package var bytes: [UInt8] {
    let length = UInt32(payload.count)
    let header = [stream.rawValue, 0, 0, 0] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    return header + payload
  }
}

/// Bytes that cannot be a framed stream.
package struct StreamFrameError: Error, Equatable, Sendable {
  /// The first byte of the frame, which names no stream.
  package let stream: UInt8

  package init(stream: UInt8) {
    self.stream = stream
  }
}
