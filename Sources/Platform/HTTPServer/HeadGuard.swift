import NIOCore

/// Looks at bytes before the HTTP parser does: finds TLS on a plain port, and heads that grow too long.
final class HeadGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// What the guard tells the connection instead of passing bytes on.
  enum Alarm: Sendable {
    case clientSpeaksTLS
    case headTooLong
  }

  private enum State {
    case fresh
    case inHead(bytes: Int)
    case inBody
    case closed
  }

  private let limit: Int
  private var state = State.fresh
  /// When the first byte of the head that is arriving came.
  private(set) var headBegan = NIODeadline.now()

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether part of a request's head has arrived.
  var isInHead: Bool {
    if case .inHead(let bytes) = state { bytes > 0 } else { false }
  }

  func headEnded() { state = .inBody }
  func requestEnded() { state = .inHead(bytes: 0) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    switch state {
    case .closed: return
    case .fresh:
      guard buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) != 0x16 else {
        return raise(.clientSpeaksTLS, context)
      }
      headBegan = .now()
      state = .inHead(bytes: buffer.readableBytes)
    case .inHead(let bytes):
      if bytes == 0 { headBegan = .now() }
      state = .inHead(bytes: bytes + buffer.readableBytes)
    case .inBody: break
    }
    context.fireChannelRead(data)
    if case .inHead(let bytes) = state, bytes > limit { raise(.headTooLong, context) }
  }

  private func raise(_ alarm: Alarm, _ context: ChannelHandlerContext) {
    state = .closed
    context.fireUserInboundEventTriggered(alarm)
  }
}
