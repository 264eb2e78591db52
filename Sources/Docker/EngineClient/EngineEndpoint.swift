/// Where an engine listens.
package enum EngineEndpoint: Hashable, Sendable, CustomStringConvertible {
  /// The path of a unix socket.
  case unix(path: String)
  case tcp(host: String, port: Int)

  /// Where Docker listens when nobody says otherwise.
  package static let standard = Self.unix(path: "/var/run/docker.sock")

  /// Reads the form of `DOCKER_HOST`: `unix:///path` or `tcp://host:port`; anything else is no endpoint.
  package init?(_ text: String) {
    if let path = text.dropping(prefix: "unix://"), !path.isEmpty {
      self = .unix(path: path)
    } else if let address = text.dropping(prefix: "tcp://") {
      let trimmed = address.last == "/" ? address.dropLast() : address[...]
      guard let colon = trimmed.lastIndex(of: ":"), let port = Int(trimmed[trimmed.index(after: colon)...]),
        (1...65_535).contains(port)
      else { return nil }
      let host = trimmed[..<colon].filter { $0 != "[" && $0 != "]" }
      self = .tcp(host: host.isEmpty ? "127.0.0.1" : host, port: port)
    } else {
      return nil
    }
  }

  package var description: String {
    switch self {
    case .unix(let path): "unix://\(path)"
    case .tcp(let host, let port): "tcp://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }

  /// The value of the `Host` header.
  var hostHeader: String {
    switch self {
    case .unix: "api.moby.localhost"
    case .tcp(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
