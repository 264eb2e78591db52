import NIOCore
import NIOHTTP1

extension ConnectionHandler {
  /// Takes a request up; `isWhole` says that nothing more of it will come.
  func begin(_ head: RequestHead, isWhole: Bool) {
    guard let context else { return }
    let exchange = Exchange(head: head, pipe: head.hasBody ? makePipe(context.eventLoop) : nil)
    exchange.keepsAlive = exchange.keepsAlive && !isShuttingDown
    exchange.requestEnded = isWhole
    self.exchange = exchange
    guard head.size <= options.headLimit else { return refuse(exchange, 431, "the request head is too long") }
    guard head.minorVersion == 0 || head.hosts == 1 else {
      return refuse(exchange, 400, "exactly one Host header is required")
    }
    switch head.oddity {
    case nil: break
    case .transferCoding: return refuse(exchange, 501, "the only transfer coding is chunked")
    case .expectation: return refuse(exchange, 417, "the only expectation is 100-continue")
    }
    guard let target = RequestTarget(head.uri) else {
      return refuse(exchange, 400, "the request target is malformed")
    }
    start(
      HTTPRequest(
        method: head.method, target: target, minorVersion: head.minorVersion, headers: head.fields,
        connection: addresses, body: exchange.pipe.map { ByteStream(pipe: $0) } ?? .empty),
      exchange, context.eventLoop)
  }

  private func makePipe(_ loop: any EventLoop) -> BytePipe {
    let me = NIOLoopBound(self, eventLoop: loop)
    let lender = mayLend ? Lender(loop: loop, handler: me) : nil
    return BytePipe(lender: lender) { loop.execute { me.value.bodyIsWanted() } }
  }

  private func start(_ request: HTTPRequest, _ exchange: Exchange, _ loop: any EventLoop) {
    if exchange.pipe == nil, let reply = service.respondAtOnce(request) {
      return send(reply, for: exchange)
    }
    let me = NIOLoopBound(self, eventLoop: loop)
    let current = NIOLoopBound(exchange, eventLoop: loop)
    let service = service
    exchange.task = Task(executorPreference: serviceThreads) {
      let reply = await service.respond(request)
      loop.execute { me.value.send(reply, for: current.value) }
    }
  }

  /// Answers a request that cannot be served and ends the connection.
  func refuse(_ exchange: Exchange, _ status: Int, _ text: String) {
    exchange.keepsAlive = false
    send(.text(status, "\(status) \(StatusWords.words(for: status)): \(text)\n"), for: exchange)
  }

  private func bodyIsWanted() {
    if let exchange { sayContinue(exchange) }
    readIfWanted()
  }

  /// Asks for the body, if the client waits to be asked.
  func sayContinue(_ exchange: Exchange) {
    guard let context, exchange.awaitsContinue, !exchange.replyStarted else { return }
    exchange.awaitsContinue = false
    let line = ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(line)), promise: nil)
  }
}

extension ConnectionHandler {
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case HeadGuard.Alarm.clientSpeaksTLS:
      sayWithoutRequest(400, "this port speaks plain HTTP, but the client began a TLS handshake")
    case HeadGuard.Alarm.headTooLong: sayWithoutRequest(431, "the request head is too long")
    case ChannelEvent.inputClosed: peerClosedItsSide()
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let parserError = error as? HTTPParserError else { return context.close(promise: nil) }
    guard case .serving = mode else { return }
    if let exchange {
      exchange.keepsAlive = false
      exchange.pipe?.fail(ByteStreamError.disconnected)
    } else if inputClosed, !headGuard.isInHead {
      linger()
    } else {
      let isTooLong = parserError == .headerOverflow
      sayWithoutRequest(isTooLong ? 431 : 400, isTooLong ? "the request head is too long" : "not HTTP/1")
    }
  }

  private func peerClosedItsSide() {
    inputClosed = true
    switch mode {
    case .lingering: context?.close(promise: nil)
    case .hijacked(let pipe): pipe.finish()
    case .serving:
      guard let exchange else { return linger() }
      if exchange.endsWithPeer { exchange.task?.cancel() }
      guard !exchange.requestEnded else { return }
      exchange.pipe?.fail(ByteStreamError.disconnected)
      // The rest of the request will never come, and the connection must not wait for it.
      exchange.keepsAlive = false
      finishIfDone(exchange)
    }
  }

  /// Answers bytes that never became a request, and ends the connection.
  func sayWithoutRequest(_ status: Int, _ text: String) {
    guard exchange == nil, case .serving = mode, let context else { return linger() }
    let words = "\(status) \(StatusWords.words(for: status))"
    let body = "\(words): \(text)\n"
    let reply =
      "HTTP/1.1 \(words)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n\(body)"
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer(string: reply))), promise: nil)
    linger()
  }
}
