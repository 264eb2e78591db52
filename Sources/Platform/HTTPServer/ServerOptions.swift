/// What a server allows and how it behaves.
package struct ServerOptions: Sendable {
  /// The longest request head, in bytes; a longer one is answered 431.
  package var headLimit = 64 * 1024
  /// How long a connection may wait for its next request.
  package var idleLimit = Duration.seconds(180)
  /// How long a request's head, or a silence inside its body, may take.
  package var stallLimit = Duration.seconds(60)
  /// How long a peer may take nothing of a reply that ends by itself; one without an end is read at leisure.
  package var readerLimit = Duration.seconds(600)
  /// How many connections may be open at once; further ones are closed without an answer.
  package var mostConnections = 2_000
  /// Whether a new connection is served at all; others are closed without an answer.
  package var accepts: @Sendable (ConnectionAddresses) -> Bool = { _ in true }
  /// The certificate and key with which the port speaks TLS; plain HTTP when `nil`.
  package var tls: TLSIdentity?
  /// Whether a connection is closed without an answer as soon as something was asked.
  package var hangsUp = false
  /// Who answers connections when the port does not speak HTTP at all.
  package var relay: (@Sendable (RawConnection) async -> Void)?
  /// Seconds since 1970, for the `Date` field.
  package var now: @Sendable () -> Int

  package init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }
}
