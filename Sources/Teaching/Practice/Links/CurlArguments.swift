import Lessons

/// The arguments of curl, as far as they say where it will connect.
struct CurlArguments: Sendable, Equatable {
  let arguments: [String]

  init(_ arguments: [String]) {
    self.arguments = arguments
  }

  /// A host and a port that a URL among the arguments names.
  struct Target: Sendable, Hashable {
    let host: String
    let port: Int
  }

  /// Everything that could be a URL; a word that is something else asks for a route that changes nothing.
  var targets: [Target] {
    var seen: Set<Target> = []
    return arguments.compactMap(Self.target).filter { seen.insert($0).inserted }
  }

  /// The arguments with the routes that lead elsewhere than their URLs say.
  ///
  /// On a terminal curl would show no progress meter; through our pipe it would, so it is told not to.
  func routed(
    isTerminal: Bool, _ route: (String, Int) async -> Route?
  ) async -> [String] {
    var added = isTerminal ? ["--no-progress-meter"] : []
    for target in targets {
      switch await route(target.host, target.port) {
      case .reachable(target.host, target.port), .noSuchHost, nil: continue
      case .reachable(let host, let port): added += target.connection(to: host, port)
      // Nobody listens on port 1 of this computer, so this fails as the closed port would.
      case .refused: added += target.connection(to: "127.0.0.1", 1)
      }
    }
    // `-q` is obeyed as the very first argument only.
    let first = arguments.prefix { $0 == "-q" || $0 == "--disable" }
    return first + added + arguments.dropFirst(first.count)
  }

  /// What a word connects to when it is a URL.
  static func target(_ word: String) -> Target? {
    var text = word[...]
    var port = 80
    if let scheme = text.range(of: "://") {
      switch text[..<scheme.lowerBound] {
      case "http": port = 80
      case "https": port = 443
      default: return nil
      }
      text = text[scheme.upperBound...]
    } else if text.hasPrefix("-") || text.hasPrefix("/") {
      return nil
    }
    text = text.prefix { !"/?#".contains($0) }
    if let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return nil }
    if parts.count == 2 {
      guard let number = UInt16(parts[1]) else { return nil }
      port = Int(number)
    }
    return Target(host: String(host), port: port)
  }
}

extension CurlArguments.Target {
  fileprivate func connection(to host: String, _ port: Int) -> [String] {
    ["--connect-to", "\(self.host):\(self.port):\(host):\(port)"]
  }
}

extension Substring {
  /// The first place of `text`.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
