import NIOCore

extension ConnectionHandler {
  /// How long a peer may go on sending after our last word.
  private static let lingerTime = TimeAmount.seconds(2)

  /// Ends the connection without losing what is queued.
  ///
  /// Closing while the peer's bytes lie unread would reset the connection and take our last reply with it; closing
  /// our side while the peer's side is closed would drop the queue. So: flush, close our side, drop until the peer closes.
  func linger() {
    guard let context else { return }
    if case .lingering = mode { return }
    mode = .lingering
    exchange?.task?.cancel()
    exchange?.pipe?.fail(ByteStreamError.disconnected)
    exchange = nil
    let flushed = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: flushed)
    let me = NIOLoopBound(self, eventLoop: context.eventLoop)
    flushed.futureResult.whenComplete { _ in me.value.closeAfterLastWord() }
  }

  private func closeAfterLastWord() {
    guard let context else { return }
    guard !inputClosed else { return context.close(promise: nil) }
    context.close(mode: .output, promise: nil)
    context.read()
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Self.lingerTime) { bound.value.close(promise: nil) }
  }

  /// Closes connections whose peer does nothing for too long, looking once in a while.
  func scheduleCheck(_ context: ChannelHandlerContext) {
    let period = TimeAmount(min(options.idleLimit, options.stallLimit, options.readerLimit))
    let me = NIOLoopBound(self, eventLoop: context.eventLoop)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: period) {
      guard let now = me.value.context, now === bound.value, now.channel.isActive else { return }
      guard me.value.isStale else { return me.value.scheduleCheck(now) }
      guard me.value.exchange == nil, me.value.headGuard.isInHead else { return now.close(promise: nil) }
      me.value.sayWithoutRequest(408, "the request head took too long")
    }
  }

  private var isStale: Bool {
    if case .hijacked = mode { return false }
    let unsent = unsent
    guard unsent == 0 else { return readerHasStopped(before: unsent) }
    guard case .serving = mode else { return false }
    let now = NIODeadline.now()
    let silence = now - lastActivity
    guard let exchange else {
      // However often a byte of it comes, a head has only so much time.
      guard headGuard.isInHead else { return silence >= TimeAmount(options.idleLimit) }
      return now - headGuard.headBegan >= TimeAmount(options.stallLimit)
    }
    let waitsForPeer = !exchange.requestEnded && !exchange.awaitsContinue && exchange.hasRoom
    return waitsForPeer && silence >= TimeAmount(options.stallLimit)
  }

  /// Bytes of replies that the system has not taken yet.
  private var unsent: Int {
    // A channel that cannot tell is closed already.
    (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }

  /// Whether the peer has taken nothing for too long; slow is not stopped.
  private func readerHasStopped(before unsent: Int) -> Bool {
    let taken = (exchange?.sentBytes ?? 0) - unsent
    guard taken == reader.taken, exchange?.endsWithPeer != true else {
      reader = (taken, .now())
      return false
    }
    return .now() - reader.since >= TimeAmount(options.readerLimit)
  }
}
