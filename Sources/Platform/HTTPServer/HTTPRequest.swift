/// One request as a service sees it.
package struct HTTPRequest: Sendable {
  /// The method, as sent: `GET`.
  package let method: String
  package let target: RequestTarget
  /// The minor version of HTTP/1: 0 or 1.
  package let minorVersion: Int
  package let headers: HTTPFields
  /// Between whom the connection is.
  package let connection: ConnectionAddresses
  /// The body; empty for a request that has none.
  ///
  /// Asking for its first bytes answers `Expect: 100-continue`.
  package let body: ByteStream

  package init(
    method: String, target: RequestTarget, minorVersion: Int = 1, headers: HTTPFields,
    connection: ConnectionAddresses, body: ByteStream
  ) {
    self.method = method
    self.target = target
    self.minorVersion = minorVersion
    self.headers = headers
    self.connection = connection
    self.body = body
  }

  /// The path, percent-decoded once.
  package var path: String { target.path }
  package var query: Query { target.query }
  package var isHead: Bool { method == "HEAD" }

  /// The protocol the client would like to change to: `Upgrade` named by `Connection`.
  package var upgrade: String? {
    headers.list("Connection", has: "upgrade") ? headers["Upgrade"] : nil
  }
}

/// The two ends of a connection.
package struct ConnectionAddresses: Sendable, Equatable {
  /// Who asks; `nil` on a unix socket.
  package let remote: HostPort?
  /// Where we were asked; `nil` on a unix socket.
  package let local: HostPort?
  /// Whether what is said stays between the two (TLS).
  package let isEncrypted: Bool

  package init(remote: HostPort?, local: HostPort?, isEncrypted: Bool = false) {
    self.remote = remote
    self.local = local
    self.isEncrypted = isEncrypted
  }

  package var isUnixSocket: Bool { local == nil }

  /// Whether the peer runs on this computer: a unix socket, a loopback address, or the address we were asked at.
  package var isFromThisComputer: Bool {
    guard let remote, let local else { return isUnixSocket }
    return remote.isLoopback || remote.host == local.host
  }
}

/// A numeric address and a port.
package struct HostPort: Sendable, Hashable, CustomStringConvertible {
  package let host: String
  package let port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  package var isLoopback: Bool {
    let mapped = "::ffff:"
    let address = host.hasPrefix(mapped) ? String(host.dropFirst(mapped.count)) : host
    return address.hasPrefix("127.") || address == "::1"
  }

  /// The address as URLs spell it: `127.0.0.1:5000`, `[::1]:5000`.
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
