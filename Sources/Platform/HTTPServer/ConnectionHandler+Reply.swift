import NIOCore
import NIOPosix

extension ConnectionHandler {
  func send(_ reply: HTTPReply, for exchange: Exchange) {
    guard let context, self.exchange === exchange, !exchange.replyStarted else {
      reply.whenSent?(SentReply(status: reply.status, bodyBytes: 0, isComplete: false))
      return
    }
    exchange.replyStarted = true
    exchange.status = reply.status
    exchange.whenSent = reply.whenSent
    if reply.headers.list("Connection", has: "close") { exchange.keepsAlive = false }
    switch reply.body {
    case .none: sendWhole(reply, [], exchange, context)
    case .bytes(let bytes): sendWhole(reply, bytes, exchange, context)
    case .file(let file, let range) where addresses.isEncrypted:
      var reply = reply
      reply.headers["Content-Length"] = String(range.count)
      send(reply, false, { writer in try await writer.write(file, range) }, exchange, context)
    case .file(let file, let range): send(reply, file, range, exchange, context)
    case .stream(let endsWithPeer, let write): send(reply, endsWithPeer, write, exchange, context)
    case .hijack(let serve): hijack(reply, serve, exchange, context)
    }
  }

  private func sendWhole(
    _ reply: HTTPReply, _ bytes: [UInt8], _ exchange: Exchange, _ context: ChannelHandlerContext
  ) {
    let says = reply.status != 204 && reply.status != 304 && reply.status >= 200
    var buffer = head(of: reply, exchange, framing: says ? .length(bytes.count) : .none, context)
    if !exchange.isHead, says {
      buffer.writeBytes(bytes)
      exchange.sentBytes = bytes.count
    }
    let sent = exchange.whenSent.map { _ in context.eventLoop.makePromise(of: Void.self) }
    let current = NIOLoopBound(exchange, eventLoop: context.eventLoop)
    sent?.futureResult.whenComplete { result in current.value.report(complete: result.isSuccess) }
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(buffer)), promise: sent)
    exchange.replyEnded = true
    finishIfDone(exchange)
  }

  private func send(
    _ reply: HTTPReply, _ file: OpenFile, _ range: Range<Int>, _ exchange: Exchange,
    _ context: ChannelHandlerContext
  ) {
    let buffer = head(of: reply, exchange, framing: .length(range.count), context)
    context.write(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
    let me = NIOLoopBound(self, eventLoop: context.eventLoop)
    let current = NIOLoopBound(exchange, eventLoop: context.eventLoop)
    let part = exchange.isHead ? range.lowerBound..<range.lowerBound : range
    write(file, part, context).whenComplete { result in
      let exchange = current.value
      exchange.sentBytes = result.isSuccess ? part.count : 0
      exchange.report(complete: result.isSuccess)
      exchange.replyEnded = true
      me.value.finishIfDone(exchange)
    }
  }

  /// Queues and flushes part of a file; the file stays open until the last byte has left.
  func write(_ file: OpenFile, _ range: Range<Int>, _ context: ChannelHandlerContext) -> EventLoopFuture<Void>
  {
    let promise = context.eventLoop.makePromise(of: Void.self)
    guard !range.isEmpty else {
      context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: promise)
      return promise.futureResult
    }
    let handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: file.descriptor)
    let region = FileRegion(
      fileHandle: handle, readerIndex: range.lowerBound, endIndex: range.upperBound)
    context.writeAndFlush(wrapOutboundOut(.fileRegion(region)), promise: promise)
    return promise.futureResult.always { _ in
      _ = try? handle.takeDescriptorOwnership()
      withExtendedLifetime(file) {}
    }
  }

  /// The head of a reply, with the framing the client's version allows.
  func head(
    of reply: HTTPReply, _ exchange: Exchange, framing: BodyFraming, _ context: ChannelHandlerContext
  ) -> ByteBuffer {
    var framing = framing
    if framing == .chunked, exchange.minorVersion == 0 { framing = .untilClose }
    if framing == .untilClose { exchange.keepsAlive = false }
    if exchange.awaitsContinue, !exchange.requestEnded { exchange.keepsAlive = false }
    exchange.isChunked = framing == .chunked
    var buffer = context.channel.allocator.buffer(capacity: 512)
    HeadEncoder.write(
      reply, minorVersion: exchange.minorVersion, framing: framing,
      keepsAlive: exchange.keepsAlive && !isShuttingDown, date: date(), into: &buffer)
    return buffer
  }

  private func date() -> String {
    let second = options.now()
    if cachedDate.second != second { cachedDate = (second, HTTPDate.text(secondsSince1970: second)) }
    return cachedDate.text
  }
}

extension Result {
  var isSuccess: Bool {
    if case .success = self { true } else { false }
  }
}
