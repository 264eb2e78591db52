import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The open connections of one server.
final class ConnectionSet: Sendable {
  /// A connection, whichever channel it is in and even while it is in none.
  private struct Connection: Sendable {
    let loop: any EventLoop
    let handler: NIOLoopBound<ConnectionHandler>
    let ended: EventLoopFuture<Void>
  }

  private let service: HTTPService
  private let serviceThreads: ServiceThreads?
  private let options: ServerOptions
  private let relayed = Mutex<[ObjectIdentifier: any Channel]>([:])
  private let connections = Mutex<[ObjectIdentifier: Connection]>([:])

  init(service: HTTPService, serviceThreads: ServiceThreads?, options: ServerOptions) {
    self.service = service
    self.serviceThreads = serviceThreads
    self.options = options
  }

  /// Makes a new channel speak HTTP.
  ///
  /// - Throws: when the peer is not to be served; the channel is then closed.
  func serve(_ channel: any Channel) throws {
    let addresses = ConnectionAddresses(
      remote: HostPort(channel.remoteAddress), local: HostPort(channel.localAddress),
      isEncrypted: options.tls != nil)
    let open = connections.withLock(\.count) + relayed.withLock(\.count)
    let hasRoom = open < options.mostConnections
    guard hasRoom, options.accepts(addresses) else { throw ChannelError.connectPending }
    guard !options.hangsUp else { return try channel.pipeline.syncOperations.addHandler(HangUp()) }
    if let relay = options.relay { return try self.relay(channel, to: relay) }
    let headGuard = HeadGuard(limit: options.headLimit)
    let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
    let handler = ConnectionHandler(
      service: service, serviceThreads: serviceThreads, options: options, addresses: addresses,
      headGuard: headGuard, decoder: decoder, mayLend: serviceThreads != nil && !addresses.isEncrypted)
    headGuard.attach(to: handler)
    if let identity = options.tls {
      guard let session = identity.session() else { throw ChannelError.connectPending }
      try channel.pipeline.syncOperations.addHandlers([PlainSpeechGuard(), TLSHandler(session)])
    }
    try channel.pipeline.syncOperations.addHandlers(handler.handlers)
    note(handler, on: channel.eventLoop)
    let bound = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    // A channel that was never active ends without telling its handlers.
    channel.closeFuture.whenComplete { _ in if bound.value.lent == nil { bound.value.loseConnection() } }
  }

  private func relay(
    _ channel: any Channel, to serve: @escaping @Sendable (RawConnection) async -> Void
  ) throws {
    try channel.pipeline.syncOperations.addHandler(RelayHandler(serve))
    let id = ObjectIdentifier(channel)
    relayed.withLock { $0[id] = channel }
    channel.closeFuture.whenComplete { _ in _ = self.relayed.withLock { $0.removeValue(forKey: id) } }
  }

  private func note(_ handler: ConnectionHandler, on loop: any EventLoop) {
    let id = ObjectIdentifier(handler)
    let ended = loop.makePromise(of: Void.self)
    handler.whenEnded = { ended.succeed() }
    let connection = Connection(
      loop: loop, handler: NIOLoopBound(handler, eventLoop: loop), ended: ended.futureResult)
    connections.withLock { $0[id] = connection }
    ended.futureResult.whenComplete { _ in _ = self.connections.withLock { $0.removeValue(forKey: id) } }
  }

  /// Closes idle connections, lets replies under way finish for at most `grace`, and closes the rest.
  func close(grace: Duration) async {
    for channel in relayed.withLock({ Array($0.values) }) { channel.close(promise: nil) }
    let open = connections.withLock { Array($0.values) }
    for connection in open { connection.loop.execute { connection.handler.value.finishUp() } }
    if grace > .zero {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { for connection in open { try? await connection.ended.get() } }
        group.addTask { try? await Task.sleep(for: grace) }
        await group.next()
        for connection in open { connection.loop.execute { connection.handler.value.cut() } }
        group.cancelAll()
      }
    }
    for connection in open {
      connection.loop.execute { connection.handler.value.cut() }
      try? await connection.ended.get()
    }
  }
}
