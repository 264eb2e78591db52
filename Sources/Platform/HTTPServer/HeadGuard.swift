import NIOCore

/// Looks at bytes before the HTTP parser does: serves plain requests without it, finds TLS on a plain port, and heads that
/// grow too long.
///
/// A connection begins on the plain lane, where `PlainHead` reads whole heads and bodies are counted. The first bytes it will
/// not take go to the general parser, and so does everything behind them.
final class HeadGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// What the guard tells the connection instead of passing bytes on.
  enum Alarm: Sendable {
    case clientSpeaksTLS
    case headTooLong
  }

  private enum State {
    case fresh
    /// On the plain lane; `body` bytes of the request under way are still to come.
    case plain(body: Int)
    case inHead(bytes: Int)
    case inBody
    case closed
  }

  private let limit: Int
  private var state = State.fresh
  /// When the first byte of the head that is arriving came.
  private(set) var headBegan = NIODeadline.now()
  private var context: ChannelHandlerContext?
  /// The connection behind the parser.
  private var connection: ConnectionHandler?
  /// What came behind a plain request that is still being served.
  private var held: ByteBuffer?
  private var isServing = false

  init(limit: Int) {
    self.limit = limit
  }

  func attach(to connection: ConnectionHandler) { self.connection = connection }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    guard self.context === context else { return }
    self.context = nil
    guard connection?.lent == nil else { return }
    connection = nil
    held = nil
  }

  /// Bytes of a plain request's body that have not arrived.
  var bodyToCome: Int {
    if case .plain(let body) = state { body } else { 0 }
  }

  /// Notes that somebody else has read the body, all but `toCome` bytes.
  func bodyWasRead(toCome: Int) {
    if case .plain = state { state = .plain(body: toCome) }
  }

  /// Whether part of a request's head has arrived.
  var isInHead: Bool {
    if case .inHead(let bytes) = state { bytes > 0 } else { false }
  }

  func headEnded() { if case .inHead = state { state = .inBody } }
  func requestEnded() { if case .inBody = state { state = .inHead(bytes: 0) } }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch state {
    case .closed: return
    case .inBody: context.fireChannelRead(data)
    case .inHead: pass(unwrapInboundIn(data), context)
    case .fresh:
      let buffer = unwrapInboundIn(data)
      guard buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) != 0x16 else {
        return raise(.clientSpeaksTLS, context)
      }
      state = .plain(body: 0)
      serve(buffer, context)
    case .plain: serve(unwrapInboundIn(data), context)
    }
  }

  private func pass(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
    if case .inHead(let bytes) = state {
      if bytes == 0 { headBegan = .now() }
      state = .inHead(bytes: bytes + buffer.readableBytes)
    }
    context.fireChannelRead(wrapInboundOut(buffer))
    if case .inHead(let bytes) = state, bytes > limit { raise(.headTooLong, context) }
  }

  private func raise(_ alarm: Alarm, _ context: ChannelHandlerContext) {
    state = .closed
    context.fireUserInboundEventTriggered(alarm)
  }
}

extension HeadGuard {
  /// Goes on with what was held back, now that a request is done.
  func resume() {
    guard !isServing, case .plain = state, let context, let buffer = held.take() else { return }
    serve(buffer, context)
  }

  /// Gives up what was held back: the connection changes its protocol, and nothing more is read here.
  func leave() -> ByteBuffer? {
    if case .plain = state { state = .inBody }
    return held.take()
  }

  private func serve(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
    guard let connection else { return }
    if var waiting = held.take() {
      waiting.writeImmutableBuffer(buffer)
      held = waiting
      return
    }
    isServing = true
    defer { isServing = false }
    var rest = buffer
    while rest.readableBytes > 0, case .plain(let body) = state {
      // What a peer sends after our last word is dropped.
      guard connection.isServing else { return }
      if body > 0 {
        takeBody(of: body, from: &rest, connection)
      } else if connection.isBusy {
        held = rest
        return
      } else if let plain = PlainHead(rest) {
        rest.moveReaderIndex(forwardBy: plain.length)
        state = .plain(body: plain.bodyLength)
        connection.begin(plain.head, isWhole: plain.bodyLength == 0)
      } else {
        state = .inHead(bytes: 0)
      }
    }
    guard rest.readableBytes > 0 else { return }
    switch state {
    case .inHead: pass(rest, context)
    // The connection has become something else meanwhile.
    case .inBody: context.fireChannelRead(wrapInboundOut(rest))
    default: break
    }
  }

  private func takeBody(of expected: Int, from rest: inout ByteBuffer, _ connection: ConnectionHandler) {
    guard let part = rest.readSlice(length: min(expected, rest.readableBytes)) else { return }
    state = .plain(body: expected - part.readableBytes)
    connection.takeBody(part)
    if part.readableBytes == expected { connection.endRequest() }
  }
}
