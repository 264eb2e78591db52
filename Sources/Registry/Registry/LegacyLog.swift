import Basics
import HTTPServer

/// The log lines of `registry:2.7.1`, which `docker logs` of a registry container shows.
package struct LegacyLog: Sendable {
  /// The random name that `registry:2.7.1` gives itself at each start.
  package let instance: String

  package init(instance: String) {
    self.instance = instance
  }

  /// What the registry prints on stderr before its first request; each line without its line break.
  package func startLines(at time: Timestamp, address: String, purgeMinutes: Int) -> [String] {
    let secret =
      "No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple "
      + "registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the "
      + "configuration file or set the REGISTRY_HTTP_SECRET environment variable."
    return [
      startLine(time, "warning", secret), startLine(time, "info", "redis not configured"),
      startLine(time, "info", "Starting upload purge in \(purgeMinutes)m0s"),
      startLine(time, "info", "using inmemory blob descriptor cache"),
      startLine(time, "info", "listening on \(address)"),
    ]
  }

  private func startLine(_ time: Timestamp, _ level: String, _ message: String) -> String {
    line(
      time, level, message,
      [("go.version", "go1.11.2"), ("instance.id", instance), ("service", "registry"), ("version", "v2.7.1")])
  }

  /// What one request adds to stderr.
  package func errorLines(_ record: AccessRecord, requestID: String) -> [String] {
    var request = [
      ("go.version", "go1.11.2"), ("http.request.host", record.host), ("http.request.id", requestID),
      ("http.request.method", record.method), ("http.request.remoteaddr", record.remote),
      ("http.request.uri", record.uri), ("http.request.useragent", record.userAgent),
    ]
    let end = record.started.advanced(by: record.duration)
    if let failure = record.failure {
      let fields =
        [
          ("err.code", failure.code.lowercased().split(separator: "_").joined(separator: " ")),
          ("err.detail", failure.detail.string ?? failure.detail.text()), ("err.message", failure.message),
        ] + request
      return [line(end, "error", "response completed with error", fields)]
    }
    guard (200..<400).contains(record.status) else { return [] }
    if !record.contentType.isEmpty { request.append(("http.response.contenttype", record.contentType)) }
    request += [
      ("http.response.duration", Self.goText(record.duration)), ("http.response.status", "\(record.status)"),
      ("http.response.written", "\(record.bodyBytes)"),
    ]
    return [line(end, "info", "response completed", request)]
  }

  /// The line that one request adds to stdout, in Apache's combined form.
  package func accessLine(_ record: AccessRecord) -> String {
    let peer = record.remote.lastIndex(of: ":").map { String(record.remote[..<$0]) } ?? record.remote
    let host = peer.hasPrefix("[") ? String(peer.dropFirst().dropLast()) : peer
    return
      "\(host) - - [\(record.started.accessLogText)] \"\(record.method) \(record.uri) HTTP/1.\(record.minorVersion)\" "
      + "\(record.status) \(record.bodyBytes) \"\(record.referrer)\" \"\(record.userAgent)\""
  }

  private func line(
    _ time: Timestamp, _ level: String, _ message: String, _ fields: [(String, String)]
  ) -> String {
    let all = [("time", time.text), ("level", level), ("msg", message)] + fields
    return all.map { "\($0.0)=\(Self.quoted($0.1)) " }.joined()
  }

  /// Quotes a value unless it is one plain word.
  static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
    return isPlain ? text : JSONValue.string(text).text()
  }

  /// A duration as Go prints it: `1.5s`, `2.110411ms`, `151.2µs`.
  static func goText(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = max(0, Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    switch nanoseconds {
    case 0: return "0s"
    case ..<1000: return "\(nanoseconds)ns"
    case ..<1_000_000: return decimal(nanoseconds, 3) + "µs"
    case ..<1_000_000_000: return decimal(nanoseconds, 6) + "ms"
    default: return decimal(nanoseconds, 9) + "s"
    }
  }

  private static func decimal(_ number: Int, _ places: Int) -> String {
    var digits = String(number)
    digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    var fraction = digits.suffix(places)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = digits.dropLast(places)
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }
}
