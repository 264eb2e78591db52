import Basics

/// Where a server listens.
package enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// A numeric address or a name, and a port; port 0 lets the system choose.
  case tcp(host: String, port: Int)
  case unix(path: String)
  /// A socket that listens already, and becomes the server's.
  case listening(descriptor: Int32)

  /// Reads `HOST:PORT`, `[HOST]:PORT` or `:PORT`, which means every address of this computer.
  ///
  /// `nil` for anything else.
  package init?(hostPort text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      return nil
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
    } else if host.contains(":") {
      return nil
    }
    self = .tcp(host: host.isEmpty ? "::" : host, port: Int(port))
  }

  package var description: String {
    switch self {
    case .tcp(let host, let port): HostPort(host: host, port: port).description
    case .unix(let path): path
    case .listening(let descriptor): "descriptor \(descriptor)"
    }
  }
}
