import NIOCore
import NIOPosix

extension ConnectionHandler {
  func send(_ reply: HTTPReply, for exchange: Exchange) {
    let reply = reply.spelledOut
    guard let context, self.exchange === exchange, !exchange.replyStarted else {
      reply.whenSent?(SentReply(status: reply.status, bodyBytes: 0, isComplete: false))
      return
    }
    exchange.replyStarted = true
    exchange.status = reply.status
    exchange.whenSent = reply.whenSent
    if reply.headers.list("Connection", has: "close") { exchange.keepsAlive = false }
    switch reply.body {
    // A value has been spelled out above.
    case .none, .value: sendWhole(reply, [], exchange, context)
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
    let room = says && !exchange.isHead ? bytes.count : 0
    writeHead(of: reply, exchange, framing: says ? .length(bytes.count) : .none, room: room)
    if room > 0 {
      outgoing.writeBytes(bytes)
      exchange.sentBytes = bytes.count
    }
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(outgoing)), promise: sent(exchange, context))
    exchange.replyEnded = true
    finishIfDone(exchange)
  }

  private func send(
    _ reply: HTTPReply, _ file: OpenFile, _ range: Range<Int>, _ exchange: Exchange,
    _ context: ChannelHandlerContext
  ) {
    let buffer = head(of: reply, exchange, framing: .length(range.count))
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

  /// Tells the service when a reply has gone out, if it wants to know.
  private func sent(_ exchange: Exchange, _ context: ChannelHandlerContext) -> EventLoopPromise<Void>? {
    guard exchange.whenSent != nil else { return nil }
    let promise = context.eventLoop.makePromise(of: Void.self)
    let current = NIOLoopBound(exchange, eventLoop: context.eventLoop)
    promise.futureResult.whenComplete { result in current.value.report(complete: result.isSuccess) }
    return promise
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
  func head(of reply: HTTPReply, _ exchange: Exchange, framing: BodyFraming) -> ByteBuffer {
    writeHead(of: reply, exchange, framing: framing, room: 0)
    return outgoing
  }

  /// Begins `outgoing` with the head of a reply, leaving room for as many bytes behind it.
  private func writeHead(of reply: HTTPReply, _ exchange: Exchange, framing: BodyFraming, room: Int) {
    var framing = framing
    if framing == .chunked, exchange.minorVersion == 0 { framing = .untilClose }
    if framing == .untilClose { exchange.keepsAlive = false }
    if exchange.awaitsContinue, !exchange.requestEnded { exchange.keepsAlive = false }
    exchange.isChunked = framing == .chunked
    outgoing.clear(minimumCapacity: 768 + room)
    HeadEncoder.write(
      reply, minorVersion: exchange.minorVersion, framing: framing,
      keepsAlive: exchange.keepsAlive && !isShuttingDown, date: date(), into: &outgoing)
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
