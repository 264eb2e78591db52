/// Finds out where a connection to a registry's host and port really leads.
package typealias Dial = @Sendable (_ host: String, _ port: Int) async -> DialledAddress

/// Where a connection leads.
package enum DialledAddress: Sendable, Hashable {
  /// Connect to this host and port.
  case reachable(host: String, port: Int)
  case noSuchHost
  /// Nobody listens; the address as Docker prints it: `192.0.2.1:5000`.
  case refused(address: String)
}
