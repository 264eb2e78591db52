import NIOCore

/// Closes a connection without an answer once its peer has said something, or has said nothing for a second.
///
/// Closing at once, with bytes still unread, would be a reset now and then: the peer would see one of two errors by
/// chance.
final class HangUp: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var patience: Scheduled<Void>?

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    patience = context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
  }

  func channelActive(context: ChannelHandlerContext) {
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    patience?.cancel()
  }
}
