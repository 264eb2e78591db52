extension PublishedPort {
  /// Reads the PORTS column: `0.0.0.0:5000->5000/tcp, [::]:9000-9002->9000-9002/tcp, 80/tcp`.
  ///
  /// Ports that are only exposed lead nowhere and are left out.
  static func list(_ column: String) -> [PublishedPort] {
    column.split(separator: ",").flatMap { entry -> [PublishedPort] in
      let text = entry.drop(while: \.isWhitespace)
      guard let arrow = text.firstIndex(of: ">"), let colon = text[..<arrow].lastIndex(of: ":") else {
        return []
      }
      let inner = text[text.index(after: arrow)...].split(separator: "/")
      let outer = text[text.index(after: colon)..<arrow].dropLast()
      guard let hosts = range(outer), let containers = inner.first.flatMap({ range($0) }),
        hosts.count == containers.count
      else { return [] }
      let transport = inner.count > 1 ? String(inner[1]) : "tcp"
      return zip(hosts, containers).map {
        PublishedPort(address: String(text[..<colon]), host: $0, container: $1, transport: transport)
      }
    }
  }

  /// Reads a key of `docker inspect`'s port tables (`5000/tcp`) with one of its bindings.
  init?(key: String, address: String, host: String) {
    let parts = key.split(separator: "/")
    guard let container = parts.first.flatMap({ UInt16($0) }) else { return nil }
    self.init(
      address: address, host: UInt16(host).flatMap { $0 == 0 ? nil : $0 }, container: container,
      transport: parts.count > 1 ? String(parts[1]) : "tcp")
  }

  private static func range(_ text: some StringProtocol) -> ClosedRange<UInt16>? {
    let ends = text.split(separator: "-").compactMap { UInt16($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return nil }
    return first...last
  }
}
