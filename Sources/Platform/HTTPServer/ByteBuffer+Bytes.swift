import NIOCore

extension ByteBuffer {
  /// The readable bytes, copied in one piece.
  var bytes: [UInt8] { getBytes(at: readerIndex, length: readableBytes) ?? [] }
}
