import NIOCore

/// A connection whose bytes mean nothing here: each side has its own end.
package struct RawConnection: Sendable {
  /// What the peer sends, until it closes its side.
  package let input: ByteStream
  private let channel: any Channel

  fileprivate init(input: ByteStream, channel: any Channel) {
    self.input = input
    self.channel = channel
  }

  /// Sends bytes; returns when the system has taken them.
  ///
  /// - Throws: when the peer is gone.
  package func write(_ bytes: [UInt8]) async throws {
    guard !bytes.isEmpty else { return }
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
  }
}

/// Lets somebody else answer a connection, whatever it speaks; the connection is closed when they have.
final class RelayHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let serve: @Sendable (RawConnection) async -> Void
  private var pipe: BytePipe?
  private var task: Task<Void, Never>?

  init(_ serve: @escaping @Sendable (RawConnection) async -> Void) {
    self.serve = serve
  }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    let pipe = BytePipe { channel.read() }
    self.pipe = pipe
    task = Task { [serve] in
      await serve(RawConnection(input: ByteStream(pipe: pipe), channel: channel))
      channel.close(promise: nil)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    pipe?.push(unwrapInboundIn(data).bytes)
    if pipe?.hasRoom == true { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, event == .inputClosed { pipe?.finish() }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    pipe?.fail(ByteStreamError.disconnected)
    task?.cancel()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
