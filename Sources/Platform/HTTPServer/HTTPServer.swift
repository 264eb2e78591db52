import Basics
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server that listens on one address until it is shut down.
package final class HTTPServer: Sendable {
  /// Where it listens, with the port the system chose.
  package let address: ListenAddress
  private let listener: any Channel
  private let connections: ConnectionSet

  private init(address: ListenAddress, listener: any Channel, connections: ConnectionSet) {
    self.address = address
    self.listener = listener
    self.connections = connections
  }

  /// The port it listens on; `nil` on a unix socket.
  package var port: Int? {
    if case .tcp(_, let port) = address { port } else { nil }
  }

  /// Starts to listen and to serve.
  ///
  /// - Throws: `SystemError` whose `code` says why: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`.
  package static func start(
    _ service: HTTPService, at address: ListenAddress, on loops: ServerLoops, options: ServerOptions
  ) async throws -> HTTPServer {
    let connections = ConnectionSet()
    let bootstrap = ServerBootstrap(group: loops.group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try connections.serve(channel, service, options)
        }
      }
    let listener = try await bind(bootstrap, address)
    await useReno(listener)
    return HTTPServer(address: bound(listener, address), listener: listener, connections: connections)
  }

  /// Stops listening, closes idle connections, lets replies under way finish for at most `grace`, and closes the rest.
  package func shutdown(grace: Duration = .zero) async {
    try? await listener.close()
    if case .unix(let path) = address { _ = unsafe unlink(path) }
    await connections.close(grace: grace)
  }

  private static func bind(_ bootstrap: ServerBootstrap, _ address: ListenAddress) async throws -> any Channel
  {
    do {
      switch address {
      case .tcp(let host, let port): return try await bootstrap.bind(host: host, port: port).get()
      case .unix(let path):
        let listener = try await bootstrap.bind(
          unixDomainSocketPath: path, cleanupExistingSocketFile: true
        ).get()
        _ = unsafe chmod(path, 0o600)
        return listener
      }
    } catch let error as IOError {
      throw SystemError(operation: "listen on", subject: address.description, code: error.errnoCode)
    } catch is SocketAddressError {
      let code = if case .unix = address { ENAMETOOLONG } else { EADDRNOTAVAIL }
      throw SystemError(operation: "listen on", subject: address.description, code: code)
    }
  }

  private static func bound(_ listener: any Channel, _ asked: ListenAddress) -> ListenAddress {
    guard case .tcp = asked, let local = HostPort(listener.localAddress) else { return asked }
    return .tcp(host: local.host, port: local.port)
  }

  /// Some systems default to BBR, which paces even loopback; accepted connections inherit the listener's choice.
  private static func useReno(_ listener: any Channel) async {
    #if os(Linux)
      guard listener.localAddress?.port != nil else { return }
      let congestion = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: 13))
      let reno = 0x6f6e_6572
      try? await listener.setOption(congestion, value: reno).get()
    #endif
  }
}

extension HostPort {
  init?(_ address: SocketAddress?) {
    guard let host = address?.ipAddress, let port = address?.port else { return nil }
    self.init(host: host, port: port)
  }
}

/// The open connections of one server.
private final class ConnectionSet: Sendable {
  private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

  func serve(_ channel: any Channel, _ service: HTTPService, _ options: ServerOptions) throws {
    let addresses = ConnectionAddresses(
      remote: HostPort(channel.remoteAddress), local: HostPort(channel.localAddress),
      isEncrypted: options.tls != nil)
    let hasRoom = channels.withLock { $0.count < options.mostConnections }
    guard hasRoom, options.accepts(addresses) else { throw ChannelError.connectPending }
    defer { keep(channel) }
    guard !options.hangsUp else { return try channel.pipeline.syncOperations.addHandler(HangUp()) }
    if let identity = options.tls {
      try channel.pipeline.syncOperations.addHandlers([
        PlainSpeechGuard(), NIOSSLServerHandler(context: identity.context),
      ])
    }
    let headGuard = HeadGuard(limit: options.headLimit)
    let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
    try channel.pipeline.syncOperations.addHandlers([
      headGuard, decoder,
      ConnectionHandler(
        service: service, options: options, addresses: addresses, headGuard: headGuard, decoder: decoder),
    ])
  }

  private func keep(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    channels.withLock { $0[id] = channel }
    channel.closeFuture.whenComplete { _ in _ = self.channels.withLock { $0.removeValue(forKey: id) } }
  }

  func close(grace: Duration) async {
    let open = channels.withLock { Array($0.values) }
    for channel in open { channel.pipeline.fireUserInboundEventTriggered(ShutdownNotice()) }
    if grace > .zero {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { for channel in open { try? await channel.closeFuture.get() } }
        group.addTask { try? await Task.sleep(for: grace) }
        await group.next()
        for channel in open { channel.close(promise: nil) }
        group.cancelAll()
      }
    }
    for channel in open { try? await channel.close() }
  }
}
