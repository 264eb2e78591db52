import NIOCore
import NIOHTTP1

/// Serves the requests of one connection, one after the other.
///
/// It asks for bytes itself, so that a request that is being worked on holds back the ones behind it.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = IOData

  enum Mode {
    case serving
    case hijacked(BytePipe)
    /// Our side is closed; what the peer still sends is dropped until it closes too.
    case lingering
  }

  /// The most that is read of a body nobody asked for, to keep the connection.
  static let drainLimit = 256 * 1024

  let service: HTTPService
  /// Where the service is run if it blocks; `nil` if it does not.
  let serviceThreads: ServiceThreads?
  let options: ServerOptions
  let addresses: ConnectionAddresses
  let headGuard: HeadGuard
  var decoder: ByteToMessageHandler<HTTPRequestDecoder>
  /// Whether a thread may read long bodies from the socket itself.
  let mayLend: Bool
  /// The socket, while that is so.
  var lent: LentSocket?
  /// Called when the connection has ended for good.
  var whenEnded: (() -> Void)?
  var context: ChannelHandlerContext?
  var mode = Mode.serving
  var exchange: Exchange?
  var waiting = CircularBuffer<HTTPServerRequestPart>()
  var isAdvancing = false
  var inputClosed = false
  var isShuttingDown = false
  var lastActivity = NIODeadline.now()
  /// What the peer had taken of its reply when that last changed.
  var reader = (taken: Int.min, since: NIODeadline.now())
  var cachedDate = (second: -1, text: "")
  /// Where heads and short replies are put together; the same memory again when the last reply has left.
  var outgoing = ByteBuffer()

  init(
    service: HTTPService, serviceThreads: ServiceThreads?, options: ServerOptions,
    addresses: ConnectionAddresses, headGuard: HeadGuard,
    decoder: ByteToMessageHandler<HTTPRequestDecoder>, mayLend: Bool
  ) {
    self.mayLend = mayLend
    self.service = service
    self.serviceThreads = serviceThreads
    self.options = options
    self.addresses = addresses
    self.headGuard = headGuard
    self.decoder = decoder
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    scheduleCheck(context)
    if context.channel.isActive { context.read() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    if self.context === context { self.context = nil }
  }

  func channelActive(context: ChannelHandlerContext) {
    context.fireChannelActive()
    readIfWanted()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    waiting.append(unwrapInboundIn(data))
    advance()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    lastActivity = .now()
    readIfWanted()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { readIfWanted() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    // A thread has the connection; it goes on in another channel.
    guard lent == nil else { return }
    loseConnection()
    context.fireChannelInactive()
  }

  /// Ends everything that goes on over the connection, which is no more.
  func loseConnection() {
    inputClosed = true
    if case .hijacked(let pipe) = mode { pipe.finish() }
    if let exchange {
      exchange.connection.end()
      exchange.pipe?.fail(ByteStreamError.disconnected)
      exchange.task?.cancel()
      exchange.report(complete: false)
    }
    exchange = nil
    waiting.removeAll()
    whenEnded.take()?()
  }

  /// Ends the connection at once, wherever it is.
  func cut() {
    lent?.cut()
    context?.close(promise: nil)
  }

  /// Ends the connection when the reply under way is finished.
  func finishUp() {
    isShuttingDown = true
    if exchange == nil, isServing { context?.close(promise: nil) }
  }

  /// Works through the parts that have arrived, as far as the current exchange lets it.
  func advance() {
    guard !isAdvancing else { return }
    isAdvancing = true
    defer { isAdvancing = false }
    while case .serving = mode, exchange?.requestEnded != true, let part = waiting.popFirst() {
      process(part)
    }
    if case .lingering = mode { waiting.removeAll() }
    headGuard.resume()
  }

  private func process(_ part: HTTPServerRequestPart) {
    switch part {
    case .head(let head):
      headGuard.headEnded()
      begin(RequestHead(head), isWhole: false)
    case .body(let buffer): takeBody(buffer)
    case .end:
      headGuard.requestEnded()
      endRequest()
    }
  }

  var isServing: Bool {
    if case .serving = mode { true } else { false }
  }

  /// Whether the next request has to wait.
  var isBusy: Bool { exchange != nil }

  func takeBody(_ buffer: ByteBuffer) {
    guard let exchange else { return }
    if exchange.replyEnded {
      exchange.drained += buffer.readableBytes
      if exchange.drained > Self.drainLimit { linger() }
    } else {
      exchange.pipe?.push(buffer.bytes)
    }
  }

  func endRequest() {
    guard let exchange else { return }
    exchange.requestEnded = true
    exchange.pipe?.finish()
    exchange.whenRequestEnds.take()?()
    finishIfDone(exchange)
  }

  /// Goes on to the next request when this one is read and answered.
  func finishIfDone(_ exchange: Exchange) {
    guard self.exchange === exchange, exchange.replyEnded else { return }
    guard exchange.keepsAlive, !isShuttingDown, !exchange.awaitsContinue || exchange.requestEnded else {
      return linger()
    }
    guard exchange.requestEnded else { return readIfWanted() }
    self.exchange = nil
    lastActivity = .now()
    advance()
    if self.exchange == nil, case .serving = mode, inputClosed {
      linger()
    } else {
      readIfWanted()
    }
  }

  /// Asks the system for more bytes if there is use for them.
  func readIfWanted() {
    guard let context else { return }
    switch mode {
    case .lingering: context.read()
    case .hijacked(let pipe): if pipe.hasRoom { context.read() }
    case .serving:
      if let exchange {
        if !exchange.requestEnded, exchange.replyEnded || exchange.hasRoom { context.read() }
      } else if context.channel.isWritable {
        context.read()
      }
    }
  }
}
