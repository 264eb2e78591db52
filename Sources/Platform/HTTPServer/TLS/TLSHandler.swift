import NIOCore

/// Speaks TLS with the peer of a channel; the handlers behind it see and write plain bytes.
final class TLSHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let session: TLSSession
  private var hasSaidEnd = false

  init(_ session: consuming TLSSession) {
    self.session = session
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    var plain = context.channel.allocator.buffer(capacity: bytes.readableBytes)
    let state = session.receive(&bytes, into: &plain)
    // Also what libssl has to say about a peer that it does not understand.
    if sendOutgoing(context, promise: nil) { context.flush() }
    if plain.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(plain)) }
    switch state {
    case .goesOn: break
    case .ended: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    case .broken: context.close(promise: nil)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let plain = unwrapOutboundIn(data)
    guard plain.readableBytes > 0 else {
      return context.write(wrapOutboundOut(plain), promise: promise)
    }
    guard session.isReady, session.send(plain) else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return context.close(promise: nil)
    }
    if !sendOutgoing(context, promise: promise) { promise?.succeed() }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode != .input, !hasSaidEnd {
      hasSaidEnd = true
      session.sayEnd()
      if sendOutgoing(context, promise: nil) { context.flush() }
    }
    context.close(mode: mode, promise: promise)
  }

  /// Writes what the peer is to get; whether there was anything.
  private func sendOutgoing(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) -> Bool {
    guard let bytes = session.takeOutgoing(context.channel.allocator) else { return false }
    context.write(wrapOutboundOut(bytes), promise: promise)
    return true
  }
}
