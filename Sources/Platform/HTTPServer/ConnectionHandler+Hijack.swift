import NIOCore

extension ConnectionHandler {
  func hijack(
    _ reply: HTTPReply, _ serve: @escaping @Sendable (HijackedConnection) async -> Void, _ exchange: Exchange,
    _ context: ChannelHandlerContext
  ) {
    guard exchange.requestEnded else {
      exchange.whenRequestEnds = { [self] in hijack(reply, serve, exchange, context) }
      return bodyOfHijackIsDropped(exchange)
    }
    exchange.keepsAlive = false
    var buffer = context.channel.allocator.buffer(capacity: 256)
    HeadEncoder.write(
      reply, minorVersion: exchange.minorVersion, framing: .none, keepsAlive: true, date: "",
      into: &buffer)
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
    let loop = context.eventLoop
    let me = NIOLoopBound(self, eventLoop: loop)
    let pipe = BytePipe { loop.execute { me.value.readIfWanted() } }
    mode = .hijacked(pipe)
    headGuard.headEnded()
    stopParsing(context, into: pipe)
    if let early = headGuard.leave() { pipe.push(early.bytes) }
    if inputClosed { pipe.finish() }
    let connection = HijackedConnection(input: ByteStream(pipe: pipe), loop: loop, handler: me)
    exchange.task = Task {
      await serve(connection)
      loop.execute { me.value.endHijack() }
    }
    readIfWanted()
  }

  /// Lets the bytes that the parser holds back, and all later ones, reach the pipe.
  private func stopParsing(_ context: ChannelHandlerContext, into pipe: BytePipe) {
    let operations = context.pipeline.syncOperations
    do {
      try operations.addHandler(RawReader(pipe: pipe), position: .before(self))
    } catch {
      return context.close(promise: nil)
    }
    operations.removeHandler(decoder, promise: nil)
  }

  private func bodyOfHijackIsDropped(_ exchange: Exchange) {
    exchange.replyEnded = false
    readIfWanted()
  }

  private func endHijack() {
    exchange?.report(complete: true)
    exchange = nil
    linger()
  }

  func writeRaw(_ bytes: [UInt8]) -> EventLoopFuture<Void>? {
    guard let context, case .hijacked = mode else { return nil }
    let promise = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer(bytes: bytes))), promise: promise)
    return promise.futureResult
  }

  /// Closes our side once everything queued has left: closing earlier would drop it.
  func closeOutput() -> EventLoopFuture<Void>? {
    guard let flushed = writeRaw([]) else { return nil }
    let me = NIOLoopBound(self, eventLoop: flushed.eventLoop)
    return flushed.map {
      guard !me.value.inputClosed else { return }
      me.value.context?.close(mode: .output, promise: nil)
    }
  }
}

/// Takes bytes in place of the HTTP parser.
private final class RawReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let pipe: BytePipe

  init(pipe: BytePipe) {
    self.pipe = pipe
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    if buffer.readableBytes > 0 { pipe.push(buffer.bytes) }
  }
}

/// A connection that no longer speaks HTTP: bytes in both directions, each with its own end.
package struct HijackedConnection: Sendable {
  /// What the peer sends, until it closes its side.
  package let input: ByteStream
  let loop: any EventLoop
  let handler: NIOLoopBound<ConnectionHandler>

  /// Sends bytes; returns when the system has taken them.
  ///
  /// - Throws: when the peer is gone.
  package func write(_ bytes: [UInt8]) async throws {
    guard !bytes.isEmpty else { return }
    let (loop, handler) = (loop, handler)
    try await loop.flatSubmit {
      handler.value.writeRaw(bytes) ?? loop.makeFailedFuture(ByteStreamError.disconnected)
    }.get()
  }

  /// Says that nothing more will be sent; the peer may go on sending.
  package func closeOutput() async {
    let (loop, handler) = (loop, handler)
    _ = try? await loop.flatSubmit {
      handler.value.closeOutput() ?? loop.makeSucceededVoidFuture()
    }.get()
  }
}
