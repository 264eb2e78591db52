import NIOCore

extension ConnectionHandler {
  func send(
    _ reply: HTTPReply, _ endsWithPeer: Bool, _ write: @escaping @Sendable (BodyWriter) async throws -> Void,
    _ exchange: Exchange, _ context: ChannelHandlerContext
  ) {
    exchange.endsWithPeer = endsWithPeer
    let hasLength = reply.headers["Content-Length"] != nil
    let buffer = head(of: reply, exchange, framing: hasLength ? .none : .chunked)
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
    guard !exchange.isHead else { return endStream(exchange) }
    let loop = context.eventLoop
    let writer = BodyWriter(
      loop: loop, handler: NIOLoopBound(self, eventLoop: loop),
      exchange: NIOLoopBound(exchange, eventLoop: loop), connection: exchange.connection,
      isEncrypted: addresses.isEncrypted)
    exchange.task = Task {
      do {
        try await write(writer)
        guard !writer.connection.hasEnded else { return }
        loop.execute { writer.handler.value.endStream(writer.exchange.value) }
      } catch {
        guard !writer.connection.hasEnded else { return }
        loop.execute { writer.handler.value.breakStream(writer.exchange.value) }
      }
    }
    if endsWithPeer, inputClosed { exchange.task?.cancel() }
  }

  /// Queues and flushes one piece of a streamed body.
  func write(_ bytes: [UInt8], _ exchange: Exchange) -> EventLoopFuture<Void>? {
    guard let context, self.exchange === exchange else { return nil }
    var buffer = context.channel.allocator.buffer(capacity: bytes.count + 16)
    if exchange.isChunked { buffer.writeString("\(String(bytes.count, radix: 16))\r\n") }
    buffer.writeBytes(bytes)
    if exchange.isChunked { buffer.writeStaticString("\r\n") }
    exchange.sentBytes += bytes.count
    let promise = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(buffer)), promise: promise)
    return promise.futureResult
  }

  /// Queues and flushes part of a file inside a streamed body.
  func write(_ file: OpenFile, _ range: Range<Int>, _ exchange: Exchange) -> EventLoopFuture<Void>? {
    guard let context, self.exchange === exchange, !range.isEmpty else { return nil }
    exchange.sentBytes += range.count
    guard exchange.isChunked else { return write(file, range, context) }
    let opening = ByteBuffer(string: "\(String(range.count, radix: 16))\r\n")
    context.write(wrapOutboundOut(.byteBuffer(opening)), promise: nil)
    let sent = write(file, range, context)
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer(staticString: "\r\n"))), promise: nil)
    return sent
  }

  private func endStream(_ exchange: Exchange) {
    guard let context, self.exchange === exchange else { return }
    if exchange.isChunked, !exchange.isHead {
      context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer(staticString: "0\r\n\r\n"))), promise: nil)
    }
    exchange.replyEnded = true
    exchange.report(complete: true)
    finishIfDone(exchange)
  }

  /// A body that failed half-way must not look complete: the connection breaks instead of ending the body.
  private func breakStream(_ exchange: Exchange) {
    guard let context, self.exchange === exchange else { return }
    exchange.report(complete: false)
    context.close(promise: nil)
  }
}

/// Writes a streamed body; each write returns when the system has taken the bytes.
package struct BodyWriter: Sendable {
  let loop: any EventLoop
  let handler: NIOLoopBound<ConnectionHandler>
  let exchange: NIOLoopBound<Exchange>
  let connection: ConnectionLife
  let isEncrypted: Bool

  /// Sends bytes.
  ///
  /// - Throws: when the peer is gone.
  package func write(_ bytes: [UInt8]) async throws {
    guard !bytes.isEmpty else { return }
    try await run { handler, exchange in handler.write(bytes, exchange) }
  }

  /// Sends text as UTF-8.
  package func write(_ text: String) async throws { try await write(Array(text.utf8)) }

  /// Sends part of a file, without passing it through memory unless it has to be encrypted.
  package func write(_ file: OpenFile, _ range: Range<Int>) async throws {
    guard !range.isEmpty else { return }
    guard !isEncrypted else { return try await writeCopy(of: file, range) }
    try await run { handler, exchange in handler.write(file, range, exchange) }
  }

  private func writeCopy(of file: OpenFile, _ range: Range<Int>) async throws {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.pieceSize) {
      let end = min(start + Self.pieceSize, range.upperBound)
      try await write(try file.bytes(in: start..<end))
    }
  }

  /// Bytes of a file that are in memory at a time.
  private static let pieceSize = 256 * 1024

  private func run(
    _ write: @escaping @Sendable (ConnectionHandler, Exchange) -> EventLoopFuture<Void>?
  ) async throws {
    guard !connection.hasEnded else { throw ByteStreamError.disconnected }
    let (loop, handler, exchange) = (loop, handler, exchange)
    try await loop.flatSubmit {
      write(handler.value, exchange.value) ?? loop.makeFailedFuture(ByteStreamError.disconnected)
    }.get()
  }
}
