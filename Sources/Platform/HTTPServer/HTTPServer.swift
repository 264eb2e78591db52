import Basics
import NIOCore
import NIOPosix

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
    let connections = ConnectionSet(
      service: service, serviceThreads: service.blocks ? loops.serviceThreads : nil, options: options)
    let bootstrap = ServerBootstrap(group: loops.group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try connections.serve(channel)
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
      case .listening(let descriptor): return try await bootstrap.withBoundSocket(descriptor).get()
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
