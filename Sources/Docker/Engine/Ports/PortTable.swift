/// The published ports of one machine, by container.
package struct PortTable: Sendable {
  /// A way in, and the real loopback or wildcard port behind it.
  package struct Entry: Sendable, Hashable {
    package let published: PublishedPort
    /// Where it really listens on this computer; the published port itself under `PortPolicy.real`.
    package let realPort: UInt16
  }

  private(set) package var entries: [String: [Entry]] = [:]

  package init() {}

  /// All ways in, by rising port.
  package var all: [Entry] {
    entries.values.joined().sorted { $0.published.hostPort < $1.published.hostPort }
  }

  func isTaken(_ port: PublishedPort) -> Bool {
    entries.values.joined().contains { $0.published.collides(with: port) }
  }

  func isTakenOnSameAddress(_ port: PublishedPort) -> Bool {
    entries.values.joined().contains {
      $0.published.hostAddress == port.hostAddress && $0.published.collides(with: port)
    }
  }

  mutating func add(_ entry: Entry, for container: String) {
    entries[container, default: []].append(entry)
  }

  /// Notes where a port really listens, once it does.
  mutating func settle(_ published: PublishedPort, of container: String, realPort: UInt16) {
    remove(published, of: container)
    add(Entry(published: published, realPort: realPort), for: container)
  }

  mutating func remove(_ published: PublishedPort, of container: String) {
    entries[container]?.removeAll { $0.published == published }
  }

  mutating func release(_ container: String) {
    entries[container] = nil
  }

  /// The real TCP port behind `port` of this machine, as seen from its address `address`.
  package func realPort(of port: UInt16, on address: String) -> UInt16? {
    all.first {
      $0.published.transport == "tcp" && $0.published.hostPort == port && $0.published.answers(on: address)
    }?.realPort
  }
}
