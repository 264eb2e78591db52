import DockerAPI

/// The values of `--publish` and `--expose`.
struct PublishedPorts {
  private(set) var exposed: SortedMap<EmptyObject> = [:]
  /// By container port: `5000/tcp`.
  private(set) var bindings: [String: [PortBinding]] = [:]

  init(publish: [String], expose: [String]) throws(CommandFailure) {
    for text in publish { try add(text) }
    for text in expose {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let (ports, transport) = (parts[0], parts.count > 1 ? parts[1].lowercased() : "tcp")
      for port in try Self.exposedRange(ports, of: text) { exposed["\(port)/\(transport)"] = EmptyObject() }
    }
  }

  private mutating func add(_ text: String) throws(CommandFailure) {
    let (addresses, transport) = try Self.transport(text)
    let (ip, host, container) = Self.parts(addresses)
    guard !container.isEmpty else { throw Self.failure("no port specified: \(text)<empty>") }
    guard let inner = Self.range(container) else { throw Self.failure("invalid containerPort: \(container)") }
    guard let outer = host.isEmpty ? inner : Self.range(host) else {
      throw Self.failure("invalid hostPort: \(host)")
    }
    if !ip.isEmpty, !NameServerText.isAddress(ip) { throw Self.failure("invalid IP address: \(ip)") }
    // Several host ports for one container port let the engine choose among them.
    guard host.isEmpty || inner.count == outer.count || inner.count == 1 else {
      throw Self.failure(
        "invalid ranges specified for container and host Ports: \(container) and \(host)")
    }
    for (offset, port) in inner.enumerated() {
      let key = "\(port)/\(transport)"
      let hostPort = host.isEmpty ? "" : inner.count == outer.count ? "\(outer.lowerBound + offset)" : host
      exposed[key] = EmptyObject()
      bindings[key, default: []].append(PortBinding(hostIP: ip, hostPort: hostPort))
    }
  }

  private static func exposedRange(
    _ ports: Substring, of text: String
  ) throws(CommandFailure) -> ClosedRange<Int> {
    if ports.contains(":") { throw failure("invalid port format for --expose: \(text)") }
    if let range = range(ports) { return range }
    let bounds = ports.split(separator: "-", omittingEmptySubsequences: false).prefix(2)
    let stranger = bounds.first { !isPort($0) }
    let problem =
      ports.isEmpty
      ? "empty string specified for ports"
      : stranger.map {
        "strconv.ParseUint: parsing \(GoText.quoted(String($0))): "
          + (!$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) ? "value out of range" : "invalid syntax")
      } ?? "invalid range specified for port: \(ports)"
    throw failure("invalid range format for --expose: \(text), error: \(problem)")
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.allSatisfy(\.isASCIIDigit) && UInt16(text) != nil
  }

  private static func failure(_ text: String) -> CommandFailure { CommandFailure(text, exitCode: 125) }

  private static func transport(_ text: String) throws(CommandFailure) -> (Substring, String) {
    guard let slash = text.lastIndex(of: "/") else { return (text[...], "tcp") }
    let name = text[text.index(after: slash)...].lowercased()
    guard ["tcp", "udp", "sctp"].contains(name) else { throw failure("invalid proto: \(name)") }
    return (text[..<slash], name)
  }

  /// `ip:host:container`, read from the right; an IPv6 address stands in brackets.
  private static func parts(_ text: Substring) -> (ip: String, host: String, container: String) {
    guard let last = text.lastIndex(of: ":") else { return ("", "", String(text)) }
    let container = String(text[text.index(after: last)...])
    let rest = text[..<last]
    guard let middle = rest.lastIndex(of: ":"), !rest.hasSuffix("]") else {
      return ("", String(rest), container)
    }
    let ip = rest[..<middle].filter { $0 != "[" && $0 != "]" }
    return (ip, String(rest[rest.index(after: middle)...]), container)
  }

  private static func range(_ text: some StringProtocol) -> ClosedRange<Int>? {
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(bounds.count), let first = bounds.first.flatMap({ $0 }),
      let last = bounds.last.flatMap({ $0 }), first <= last, (0...65_535).contains(first), last <= 65_535
    else { return nil }
    return first...last
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
