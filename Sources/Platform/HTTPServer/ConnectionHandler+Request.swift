import NIOCore
import NIOHTTP1

extension ConnectionHandler {
  func begin(_ head: HTTPRequestHead) {
    guard let context else { return }
    let fields = HTTPFields(head.headers.map { ($0.name, $0.value) })
    let loop = context.eventLoop
    let me = NIOLoopBound(self, eventLoop: loop)
    let pipe = BytePipe { loop.execute { me.value.bodyIsWanted() } }
    let exchange = Exchange(head: head, fields: fields, pipe: pipe)
    exchange.keepsAlive = exchange.keepsAlive && !isShuttingDown
    self.exchange = exchange
    let size = head.headers.reduce(head.uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    guard size <= options.headLimit else { return refuse(exchange, 431, "the request head is too long") }
    guard head.version.minor == 0 || fields.values("Host").count == 1 else {
      return refuse(exchange, 400, "exactly one Host header is required")
    }
    if let fault = Self.fault(in: fields) { return refuse(exchange, fault.status, fault.text) }
    guard let target = RequestTarget(head.uri) else {
      return refuse(exchange, 400, "the request target is malformed")
    }
    start(
      HTTPRequest(
        method: head.method.rawValue, target: target, minorVersion: head.version.minor, headers: fields,
        connection: addresses, body: ByteStream(pipe: pipe)),
      exchange, loop)
  }

  private func start(_ request: HTTPRequest, _ exchange: Exchange, _ loop: any EventLoop) {
    if !exchange.hasBody, let reply = service.respondAtOnce(request) {
      return send(reply, for: exchange)
    }
    let me = NIOLoopBound(self, eventLoop: loop)
    let current = NIOLoopBound(exchange, eventLoop: loop)
    let service = service
    exchange.task = Task {
      let reply = await service.respond(request)
      loop.execute { me.value.send(reply, for: current.value) }
    }
  }

  /// What a request asks of the connection that it does not do (RFC 9112, section 6.1; RFC 9110, section 10.1.1).
  private static func fault(in fields: HTTPFields) -> (status: Int, text: String)? {
    if fields["Transfer-Encoding"] != nil,
      fields.list("Transfer-Encoding").map({ $0.lowercased() }) != ["chunked"]
    {
      return (501, "the only transfer coding is chunked")
    }
    if fields["Expect"] != nil, !fields.list("Expect", has: "100-continue") {
      return (417, "the only expectation is 100-continue")
    }
    return nil
  }

  /// Answers a request that cannot be served and ends the connection.
  func refuse(_ exchange: Exchange, _ status: Int, _ text: String) {
    exchange.keepsAlive = false
    send(.text(status, "\(status) \(StatusWords.words(for: status)): \(text)\n"), for: exchange)
  }

  private func bodyIsWanted() {
    if let exchange, exchange.awaitsContinue, !exchange.replyStarted, let context {
      exchange.awaitsContinue = false
      let line = ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")
      context.writeAndFlush(wrapOutboundOut(.byteBuffer(line)), promise: nil)
    }
    readIfWanted()
  }
}

extension ConnectionHandler {
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case HeadGuard.Alarm.clientSpeaksTLS:
      sayWithoutRequest(400, "this port speaks plain HTTP, but the client began a TLS handshake")
    case HeadGuard.Alarm.headTooLong: sayWithoutRequest(431, "the request head is too long")
    case ChannelEvent.inputClosed: peerClosedItsSide()
    case is ShutdownNotice:
      isShuttingDown = true
      if exchange == nil, case .serving = mode { context.close(promise: nil) }
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let parserError = error as? HTTPParserError else { return context.close(promise: nil) }
    guard case .serving = mode else { return }
    if let exchange {
      exchange.keepsAlive = false
      exchange.pipe.fail(ByteStreamError.disconnected)
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
      if !exchange.requestEnded { exchange.pipe.fail(ByteStreamError.disconnected) }
      if exchange.endsWithPeer { exchange.task?.cancel() }
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

/// Tells every connection that the server is closing.
struct ShutdownNotice: Sendable {}
