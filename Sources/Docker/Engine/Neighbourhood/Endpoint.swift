/// What a machine finds when it looks for a host and a port.
package enum Endpoint: Sendable, Hashable {
  /// Connect here: a real host name or address, and a real port.
  case reachable(host: String, port: Int)
  /// The name belongs to a machine of this sitting, or to none that exists; Docker says `no such host`.
  case noSuchHost
  /// The machine exists, nothing listens on that port of it; `address` is what Docker prints, `192.0.2.1:5000`.
  case refused(address: String)
}
