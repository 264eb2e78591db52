import NIOCore

/// The status line and the fields of a reply that is sent many times, spelled out once.
package final class FrozenHead: Sendable {
  /// What follows the version, up to the line end of the last field.
  let bytes: [UInt8]
  let hasDate: Bool
  let hasLength: Bool
  let hasConnection: Bool

  init(_ reply: HTTPReply) {
    var buffer = ByteBuffer()
    HeadEncoder.writeFixed(reply, into: &buffer)
    bytes = buffer.bytes
    hasDate = reply.headers["Date"] != nil
    hasLength = reply.headers["Content-Length"] != nil
    hasConnection = reply.headers["Connection"] != nil
  }
}

extension HTTPReply {
  /// The same reply, cheaper to send again and again; its status and fields must not be changed any more.
  package func frozen() -> Self {
    var copy = self
    copy.frozenHead = FrozenHead(self)
    return copy
  }
}
