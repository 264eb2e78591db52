import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

extension ConnectionHandler {
  /// Takes the connection out of the loop so that a thread can read the rest of the body; `nil` if that is not worth while.
  func lend(to pipe: BytePipe) -> EventLoopFuture<Loan?>? {
    guard let context, let exchange, exchange.pipe === pipe, !exchange.replyStarted, isServing, !inputClosed,
      headGuard.bodyToCome >= LentSocket.worthwhile, serviceThreads?.mayBeHeld == true
    else { return nil }
    let ready = context.eventLoop.makePromise(of: Void.self)
    sayContinue(exchange)
    // Whatever was written must have left before the channel is closed.
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: ready)
    let me = NIOLoopBound(self, eventLoop: context.eventLoop)
    return ready.futureResult.map { me.value.leaveLoop(pipe) }
  }

  private func leaveLoop(_ pipe: BytePipe) -> Loan? {
    guard let context, exchange?.pipe === pipe, isServing, !inputClosed, serviceThreads?.hold() == true else {
      return nil
    }
    let operations = context.pipeline.syncOperations
    let socket = try? operations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { handle in
      LentSocket(duplicating: handle)
    }
    guard let socket = socket ?? nil else {
      serviceThreads?.release()
      return nil
    }
    lent = socket
    context.close(promise: nil)
    return Loan(socket: socket, early: pipe.takeAll(), toCome: headGuard.bodyToCome)
  }

  /// Goes on with a connection from which a thread has read.
  func takeBack(_ loan: Loan, on loop: any EventLoop) -> EventLoopFuture<Void> {
    serviceThreads?.release()
    lent = nil
    lastActivity = .now()
    let me = NIOLoopBound(self, eventLoop: loop)
    guard loan.outcome != .disconnected, let descriptor = loan.socket.duplicate() else {
      loseConnection()
      return loop.makeSucceededVoidFuture()
    }
    decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
    return ClientBootstrap(group: loop)
      .channelOption(.autoRead, value: false)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(me.value.handlers)
        }
      }
      .withConnectedSocket(descriptor)
      .map { _ in me.value.goOn(toCome: loan.toCome) }
      .flatMapErrorThrowing { _ in me.value.loseConnection() }
  }

  private func goOn(toCome: Int) {
    headGuard.bodyWasRead(toCome: toCome)
    if toCome == 0 { endRequest() }
    readIfWanted()
  }

  /// The handlers of this connection's channel, in order.
  var handlers: [any ChannelHandler] { [headGuard, decoder, self] }
}

/// A socket on loan, and what is known of its body.
final class Loan: Sendable {
  private struct State {
    var early: [[UInt8]]
    var toCome: Int
    var outcome = LentSocket.Outcome.paused
  }

  let socket: LentSocket
  private let state: Mutex<State>

  /// `early` had arrived before; `toCome` bytes are still in the socket or on their way.
  init(socket: LentSocket, early: [[UInt8]], toCome: Int) {
    self.socket = socket
    state = Mutex(State(early: early, toCome: toCome))
  }

  var toCome: Int { state.withLock { $0.toCome } }
  var outcome: LentSocket.Outcome { state.withLock { $0.outcome } }

  /// Gives the body to `take` until it ends or the peer pauses.
  func use(_ take: (UnsafeRawBufferPointer) throws -> Void) throws -> LentSocket.Outcome {
    try state.withLock { state in
      for bytes in state.early { unsafe try bytes.withUnsafeBytes(take) }
      state.early = []
      state.outcome = unsafe try socket.read(&state.toCome, take)
      return state.outcome
    }
  }
}

/// The way to a connection for the one who reads a body from it.
struct Lender: Sendable {
  let loop: any EventLoop
  let handler: NIOLoopBound<ConnectionHandler>

  /// The connection's socket; `nil` if it had better stay where it is.
  func lend(_ pipe: BytePipe) async throws -> Loan? {
    let (loop, handler) = (loop, handler)
    return try await loop.flatSubmit {
      handler.value.lend(to: pipe) ?? loop.makeSucceededFuture(nil)
    }.get()
  }

  /// Returns when the connection is served by its loop again, or lost.
  func takeBack(_ loan: Loan) async {
    let (loop, handler) = (loop, handler)
    try? await loop.flatSubmit { handler.value.takeBack(loan, on: loop) }.get()
  }
}
