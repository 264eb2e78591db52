/// Where a published port of a practice machine really listens.
package enum PortPolicy: String, Sendable, CaseIterable {
  /// As Docker: on the port itself, so that plain `curl localhost:5000` works in any terminal.
  ///
  /// Connections from other computers are closed at once.
  case real
  /// On a free loopback port that the machine's port table stands in for.
  ///
  /// For demos, tests and computers on which another program holds the port; machines may publish the same port.
  case `private`
}
