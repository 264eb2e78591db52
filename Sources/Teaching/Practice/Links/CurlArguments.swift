import Lessons

/// The arguments of curl, as far as they say where it will connect.
package struct CurlArguments: Sendable, Equatable {
  package let arguments: [String]

  package init(_ arguments: [String]) {
    self.arguments = arguments
  }

  /// A host and a port that a URL among the arguments names.
  package struct Target: Sendable, Hashable {
    package let host: String
    package let port: Int
  }

  /// Everything that could be a URL; a word that is something else asks for a route that changes nothing.
  var targets: [Target] {
    var seen: Set<Target> = []
    return arguments.compactMap(Self.target).filter { seen.insert($0).inserted }
  }

  /// The arguments with the routes that lead elsewhere than their URLs say.
  ///
  /// On a terminal curl would show no progress meter; through our pipe it would, so it is told not to.
  package func routed(isTerminal: Bool, _ route: (String, Int) async -> Route?) async -> RoutedCurl {
    var added = isTerminal ? ["--no-progress-meter"] : []
    var detours: [RoutedCurl.Detour] = []
    for target in targets {
      switch await route(target.host, target.port) {
      case .reachable(target.host, target.port), .noSuchHost, nil: continue
      case .reachable(let host, let port):
        detours.append(RoutedCurl.Detour(from: target, to: Target(host: host, port: port)))
      // Nobody listens on port 1 of this computer, so this fails as the closed port would.
      case .refused: detours.append(RoutedCurl.Detour(from: target, to: Target(host: "127.0.0.1", port: 1)))
      }
    }
    added += detours.flatMap(\.arguments)
    // `-q` is obeyed as the very first argument only.
    let first = arguments.prefix { $0 == "-q" || $0 == "--disable" }
    return RoutedCurl(arguments: first + added + arguments.dropFirst(first.count), detours: detours)
  }

  /// What a word connects to when it is a URL.
  package static func target(_ word: String) -> Target? {
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

/// A curl command that finds the practice machines.
package struct RoutedCurl: Sendable, Equatable {
  package let arguments: [String]
  package let detours: [Detour]

  /// A connection that goes elsewhere than its URL says.
  package struct Detour: Sendable, Equatable {
    package let from: CurlArguments.Target
    package let to: CurlArguments.Target

    var arguments: [String] { ["--connect-to", "\(from.host):\(from.port):\(to.host):\(to.port)"] }
  }

  /// An error message in the words of the URL: the learner asked for that host and port, not for ours.
  package func inWordsOfURL(_ message: String) -> String {
    detours.reduce(message) { text, detour in
      text.replacing(
        "\(detour.to.host) port \(detour.to.port) ", with: "\(detour.from.host) port \(detour.from.port) ")
    }
  }
}

extension Substring {
  /// The first place of `text`.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
