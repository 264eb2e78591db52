import DockerAPI
import Shell

/// The `/etc/resolv.conf` of a container (resolv.conf(5)), put together as Docker does.
struct NameServerFile {
  /// The file of the computer.
  let computer: String
  let asked: HostConfig

  /// The file of a container; on a network that somebody has made, Docker itself answers.
  func text(onOwnNetwork: Bool) -> String {
    let (dns, dnsSearch) = (asked.dns ?? [], asked.dnsSearch ?? [])
    var options = asked.dnsOptions ?? []
    let isPlain = dns.isEmpty && dnsSearch.isEmpty && options.isEmpty
    guard !isPlain || onOwnNetwork else { return unchanged }
    let search = dnsSearch.isEmpty ? values("search") : dnsSearch.filter { $0 != "." }
    if options.isEmpty { options = values("options") }
    if onOwnNetwork, !options.contains(where: { $0.hasPrefix("ndots:") }) { options.append("ndots:0") }
    let own = dns.isEmpty ? servers : dns
    let lines =
      (search.isEmpty ? [] : ["search \(search.joined(separator: " "))"])
      + (onOwnNetwork ? [RoomNameServer.address] : own).map { "nameserver \($0)" }
      + (options.isEmpty ? [] : ["options \(options.joined(separator: " "))"])
    return lines.map { "\($0)\n" }.joined()
  }

  /// The computer's own file without servers that only the computer itself reaches.
  private var unchanged: String {
    var kept = lines.filter { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      return words.first != "nameserver" || words.count > 1 && !Self.isLocal(words[1])
    }
    while kept.last?.isEmpty == true { kept.removeLast() }
    let isServed = kept.contains { $0.split(whereSeparator: \.isWhitespace).first == "nameserver" }
    if !isServed { kept += Self.fallback.map { "nameserver \($0)" } }
    return kept.map { "\($0)\n" }.joined()
  }

  private var servers: [String] {
    let found = lines.compactMap { line -> String? in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count > 1, words[0] == "nameserver", !Self.isLocal(words[1]) else { return nil }
      return String(words[1])
    }
    return found.isEmpty ? Self.fallback : found
  }

  /// The values of the last line of a kind.
  private func values(_ kind: String) -> [String] {
    let line = lines.last { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) == kind }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().map(String.init) ?? []
  }

  private var lines: [String] {
    computer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func isLocal(_ address: Substring) -> Bool { address.hasPrefix("127.") || address == "::1" }

  /// What Docker asks when the computer names nobody.
  private static let fallback = ["8.8.8.8", "8.8.4.4"]
}
