import Basics
import HTTPServer
import OCI

/// The log lines of `registry:2.7.1`, which `docker logs` of a registry container shows.
package struct LegacyLog: Sendable {
  /// How much a line matters.
  package enum Level: String, Sendable, Comparable {
    case fatal, error, warning, info, debug

    private var rank: Int {
      switch self {
      case .fatal: 0
      case .error: 1
      case .warning: 2
      case .info: 3
      case .debug: 4
      }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }

  /// What the first lines depend on.
  package struct Start: Sendable {
    /// Where it listens, `, tls` appended with TLS.
    package var address: String
    /// When the first clean-up of uploads comes.
    package var purgeMinutes: Int
    package var hasSecret = false
    /// Environment variables that lead nowhere.
    package var ignoredVariables: [String] = []
    /// Settings of the configuration file that this registry does without.
    package var ignoredSettings: [String] = []
    /// Why it does not come to listen.
    package var fatal: String?

    package init(address: String, purgeMinutes: Int) {
      self.address = address
      self.purgeMinutes = purgeMinutes
    }
  }

  /// The random name that `registry:2.7.1` gives itself at each start.
  package let instance: String
  /// What matters less than this is not logged.
  package let level: Level

  package init(instance: String, level: Level = .info) {
    self.instance = instance
    self.level = level
  }

  /// What the registry prints on stderr before its first request; each line without its line break.
  package func startLines(_ start: Start, at time: Timestamp) -> [String] {
    let secret =
      "No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple "
      + "registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the "
      + "configuration file or set the REGISTRY_HTTP_SECRET environment variable."
    // The configuration is read before the log has its level and its fields.
    var lines: [String?] = start.ignoredVariables.map {
      "time=\"\(time.wholeSecondText)\" level=warning msg=\"Ignoring unrecognized environment variable \($0)\" "
    }
    lines += start.ignoredSettings.map {
      startLine(time, .warning, "Ignoring setting of the configuration file: \($0)")
    }
    if !start.hasSecret { lines.append(startLine(time, .warning, secret)) }
    lines.append(startLine(time, .info, "redis not configured"))
    lines.append(startLine(time, .info, "Starting upload purge in \(start.purgeMinutes)m0s"))
    lines.append(startLine(time, .info, "using inmemory blob descriptor cache"))
    if let fatal = start.fatal {
      lines.append(line(time, .fatal, fatal, []))
    } else {
      lines.append(startLine(time, .info, "listening on \(start.address)"))
    }
    return lines.compactMap(\.self)
  }

  /// What the registry prints when it makes the password file that it was told of.
  package func provisioningLine(at time: Timestamp, password: String) -> String? {
    line(
      time, .warning, "htpasswd is missing, provisioning with default user",
      [("go.version", "go1.11.2"), ("password", password), ("user", "docker")])
  }

  /// A line about work that no request asked for; `nil` if the log leaves it out.
  package func taskLine(at time: Timestamp, _ level: Level, _ message: String) -> String? {
    let instance = instance.isEmpty ? [] : [("instance.id", instance)]
    return line(
      time, level, message, [("go.version", "go1.11.2")] + instance + [("service", "registry")])
  }

  private func startLine(_ time: Timestamp, _ level: Level, _ message: String) -> String? {
    line(
      time, level, message,
      [("go.version", "go1.11.2"), ("instance.id", instance), ("service", "registry"), ("version", "v2.7.1")])
  }

  /// What one request adds to stderr.
  package func errorLines(_ record: AccessRecord, requestID: String) -> [String] {
    let request = requestFields(record, requestID)
    let things = Self.things(in: record.uri)
    let end = record.started.advanced(by: record.duration)
    var lines: [String?] = []
    var user: [(String, String)] = []
    if record.visitor != .unknown {
      lines.append(line(record.started, .debug, "authorizing request", request + things))
    }
    switch record.visitor {
    case .unknown: break
    case .refused(let name, let reason): lines += refusalLines(name, reason, at: end, request + things)
    case .anonymous: lines.append(line(end, .info, "authorized request", request + things))
    case .named(let name):
      user = [("auth.user.name", name)]
      lines.append(line(end, .info, "authorized request", request + things))
    }
    if case .refused = record.visitor {
      return lines.compactMap(\.self)
    } else if let failure = record.failure {
      let fault = [
        ("err.code", failure.code.lowercased().split(separator: "_").joined(separator: " ")),
        ("err.detail", failure.logDetail), ("err.message", failure.message),
      ]
      let fields = user + fault + request + responseFields(record) + things
      lines.append(line(end, .error, "response completed with error", fields))
    } else if (200..<400).contains(record.status) {
      lines.append(line(end, .info, "response completed", request + responseFields(record)))
    }
    return lines.compactMap(\.self)
  }

  private func refusalLines(
    _ name: String?, _ reason: String, at time: Timestamp, _ fields: [(String, String)]
  ) -> [String?] {
    let user = name.flatMap {
      line(time, .error, "error authenticating user \"\($0)\": authentication failure", fields)
    }
    return [user, line(time, .warning, "error authorizing context: \(reason)", fields)]
  }

  private func requestFields(_ record: AccessRecord, _ requestID: String) -> [(String, String)] {
    [
      ("go.version", "go1.11.2"), ("http.request.host", record.host), ("http.request.id", requestID),
      ("http.request.method", record.method), ("http.request.remoteaddr", record.remote),
      ("http.request.uri", record.uri), ("http.request.useragent", record.userAgent),
    ]
  }

  private func responseFields(_ record: AccessRecord) -> [(String, String)] {
    let type = record.contentType.isEmpty ? [] : [("http.response.contenttype", record.contentType)]
    return type + [
      ("http.response.duration", record.duration.goText), ("http.response.status", "\(record.status)"),
      ("http.response.written", "\(record.bodyBytes)"),
    ]
  }

  /// What the path names: `vars.name`, and a reference, a digest or an upload.
  private static func things(in uri: String) -> [(String, String)] {
    guard let path = RequestTarget(uri)?.path, let route = try? Route(path: path) else { return [] }
    return switch route {
    case .base, .catalog: []
    case .tags(let repository), .uploads(let repository): [("vars.name", repository.path)]
    case .manifest(let repository, .tag(let tag)):
      [("vars.name", repository.path), ("vars.reference", tag.name)]
    case .manifest(let repository, .digest(let digest)):
      [("vars.name", repository.path), ("vars.reference", digest.description)]
    case .blob(let repository, let digest), .referrers(let repository, let digest):
      [("vars.digest", digest.description), ("vars.name", repository.path)]
    case .upload(let repository, let id): [("vars.name", repository.path), ("vars.uuid", id)]
    }
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
    _ time: Timestamp, _ level: Level, _ message: String, _ fields: [(String, String)]
  ) -> String? {
    guard level <= self.level else { return nil }
    let all = [("time", time.text), ("level", level.rawValue), ("msg", message)] + fields
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
}
