import Basics

/// A port of a container, and the host's port that leads to it, if one does.
package struct PublishedPort: Hashable, Sendable {
  /// The host's address; `nil` when the port is only exposed.
  package let hostIP: String?
  package let hostPort: Int?
  package let containerPort: Int
  /// `tcp`, `udp` or `sctp`.
  package let transport: String

  package init(hostIP: String?, hostPort: Int?, containerPort: Int, transport: String = "tcp") {
    self.hostIP = hostIP
    self.hostPort = hostPort
    self.containerPort = containerPort
    self.transport = transport
  }

  /// Reads the `Ports` of a row: docker's text, or podman's array of objects.
  static func list(_ value: JSONValue) throws(DockerOutputError) -> [Self] {
    if let entries = value.array { return entries.flatMap(podman) }
    var ports: [Self] = []
    for entry in (value.string ?? "").split(separator: ",") {
      ports += try text(entry.drop { $0 == " " })
    }
    return ports
  }

  /// One of `5000/tcp`, `0.0.0.0:5000->5000/tcp`, `:::9000-9002->9000-9002/tcp`, `[::]:80->80/tcp`.
  private static func text(_ entry: Substring) throws(DockerOutputError) -> [Self] {
    let unreadable = DockerOutputError(reason: "a port list with the entry \(entry)")
    let transport = entry.lastIndex(of: "/").map { String(entry[entry.index(after: $0)...]) } ?? "tcp"
    let body = entry.lastIndex(of: "/").map { entry[..<$0] } ?? entry
    guard let dash = arrow(in: body) else {
      guard let exposed = range(body) else { throw unreadable }
      return exposed.map { Self(hostIP: nil, hostPort: nil, containerPort: $0, transport: transport) }
    }
    let host = body[..<dash]
    guard let inner = range(body[body.index(dash, offsetBy: 2)...]),
      let colon = host.lastIndex(of: ":"), let outer = range(host[host.index(after: colon)...]),
      outer.count == inner.count
    else { throw unreadable }
    let address = host[..<colon].filter { $0 != "[" && $0 != "]" }
    return zip(outer, inner).map {
      Self(hostIP: address, hostPort: $0, containerPort: $1, transport: transport)
    }
  }

  private static func arrow(in text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix("->") }
  }

  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = bounds.first.flatMap({ $0 }), let last = bounds.last.flatMap({ $0 }), first <= last,
      bounds.count <= 2
    else { return nil }
    return first...last
  }

  private static func podman(_ entry: JSONValue) -> [Self] {
    guard let containerPort = entry.first("container_port", "containerPort", "PrivatePort")?.int else {
      return []
    }
    let hostPort = entry.first("host_port", "hostPort", "PublicPort")?.int
    let address = entry.first("host_ip", "hostIP", "IP")?.string
    let transport = entry.first("protocol", "Type")?.string ?? "tcp"
    return (0..<max(1, entry["range"]?.int ?? 1)).map { offset in
      Self(
        hostIP: hostPort == nil ? nil : (address?.isEmpty ?? true) ? "0.0.0.0" : address,
        hostPort: hostPort.map { $0 + offset }, containerPort: containerPort + offset, transport: transport)
    }
  }

  /// Reads the port map of an inspection: `{"5000/tcp": [{"HostIp": …, "HostPort": …}]}`.
  static func inspected(_ map: JSONValue) -> [Self] {
    (map.object?.members ?? []).flatMap { member -> [Self] in
      let parts = member.key.split(separator: "/")
      guard let port = parts.first.flatMap({ Int($0) }) else { return [] }
      let transport = parts.count > 1 ? String(parts[1]) : "tcp"
      let bindings = member.value.array ?? []
      guard !bindings.isEmpty else {
        return [Self(hostIP: nil, hostPort: nil, containerPort: port, transport: transport)]
      }
      return bindings.map { binding in
        Self(
          hostIP: binding.first("HostIp", "HostIP")?.string,
          hostPort: binding["HostPort"]?.string.flatMap { Int($0) }, containerPort: port, transport: transport
        )
      }
    }
  }
}
