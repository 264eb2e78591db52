import NIOCore

/// Looks at the first byte on a TLS port: whoever speaks plain HTTP there is told so in plain HTTP.
final class PlainSpeechGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var isDone = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isDone else { return }
    let buffer = unwrapInboundIn(data)
    guard let first = buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) else { return }
    guard (0x41...0x5A).contains(first) else {
      context.fireChannelRead(data)
      return context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
    isDone = true
    let text = "Client sent an HTTP request to an HTTPS server.\n"
    let reply =
      "HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
      + "Content-Length: \(text.utf8.count)\r\nConnection: close\r\n\r\n\(text)"
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: reply))).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }
}
