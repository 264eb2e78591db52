import Basics
import HTTPServer
import Registry

/// How `REGISTRY_*` variables change the configuration that the registry image comes with.
///
/// As `configuration/parser.go` of the distribution project does it: the name is the path to a setting in capitals,
/// the value is YAML; names are applied in their sorted order, and a name that leads nowhere earns a warning.
struct RegistryVariables {
  /// What comes out of the variables of a container.
  enum Outcome: Hashable, Sendable {
    case settings(RegistrySettings)
    /// The registry ends at once, with these words and this code.
    case fails(String, exitCode: Int)
    case isBeyondPractice(Phrase)
  }

  private enum Ending: Error {
    case fails(String, exitCode: Int)
    case isBeyondPractice(Phrase)
  }

  private var settings = RegistrySettings()
  private var hasPasswords = false
  private var realm: String?
  private var passwordPath: String?
  private var isRelative = false
  /// The file that is being read, as errors name it, and what the program says after an error.
  private let file: String
  private let usage: String

  private init(for task: RegistryTask?) {
    file = task?.configuration ?? RegistryConfiguration.defaultPath
    usage = task?.usage ?? RegistryCommand.serveUsage
  }

  /// Reads the variables of a container, over a configuration file if it has one of its own.
  static func read(
    _ environment: [String], configuration: String? = nil, for task: RegistryTask? = nil
  ) -> Outcome {
    var variables = Self(for: task)
    do throws(Ending) {
      if let configuration { try variables.apply(configuration) }
      for (name, value) in values(environment) { try variables.apply(name, value) }
      return .settings(try variables.finished())
    } catch {
      switch error {
      case .fails(let text, let exitCode): return .fails(text, exitCode: exitCode)
      case .isBeyondPractice(let phrase): return .isBeyondPractice(phrase)
      }
    }
  }

  /// The variables of a registry in their order; of two with one name the last counts.
  private static func values(_ environment: [String]) -> [(String, String)] {
    let pairs = environment.compactMap { variable -> (String, String)? in
      guard variable.hasPrefix("REGISTRY_"), let mark = variable.firstIndex(of: "=") else { return nil }
      return (String(variable[..<mark]), String(variable[variable.index(after: mark)...]))
    }
    return Dictionary(pairs) { _, last in last }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Takes over what a configuration file says.
  private mutating func apply(_ text: String) throws(Ending) {
    let configuration: RegistryConfiguration
    do throws(RegistryConfiguration.Fault) {
      configuration = try RegistryConfiguration(text)
    } catch {
      throw misconfigured(error.reason)
    }
    for setting in configuration.settings {
      let word = setting.value.string ?? setting.value.text()
      if setting.variable == "REGISTRY_HTTP_ADDR" {
        listen(at: word)
      } else if Self.isMild(setting) {
        settings.ignoredSettings.append(setting.path)
      } else {
        try apply(setting.variable, setting.value, word)
      }
    }
    // What is unknown in a file is no variable that somebody mistyped.
    settings.ignoredSettings += configuration.settings.filter { settings.ignored.contains($0.variable) }
      .map(\.path)
    settings.ignored = []
  }

  /// Whether a setting of a file may be left out: the registry does the same for its clients without it.
  private static func isMild(_ setting: RegistryConfiguration.Setting) -> Bool {
    let isEmpty =
      setting.value.isNull || setting.value == .array([]) || setting.value == .object(JSONObject())
    if setting.variable == "REGISTRY_LOG_FIELDS_SERVICE", setting.value == "registry" { return false }
    return mild.contains { setting.variable.hasPrefix($0) } || (isEmpty && beyond.contains(setting.variable))
      || (isEmpty && setting.variable == "REGISTRY_NOTIFICATIONS_ENDPOINTS")
  }

  private static let mild = [
    "REGISTRY_LOG_FIELDS_", "REGISTRY_LOG_HOOKS", "REGISTRY_LOG_FORMATTER", "REGISTRY_HTTP_DEBUG_",
    "REGISTRY_REPORTING", "REGISTRY_REDIS_", "REGISTRY_HEALTH_FILE", "REGISTRY_HEALTH_HTTP",
    "REGISTRY_HEALTH_TCP",
  ]

  private mutating func apply(_ name: String, _ text: String) throws(Ending) {
    // An address in brackets is no list, whatever YAML says of it.
    if name == "REGISTRY_HTTP_ADDR" { return listen(at: text) }
    guard let value = FlowValue.read(text) else {
      throw misconfigured("yaml: line 1: did not find expected node content")
    }
    try apply(name, value, value.string ?? text)
  }

  private mutating func apply(_ name: String, _ value: JSONValue, _ word: String) throws(Ending) {
    switch name {
    case "REGISTRY_HTTP_SECRET": settings.hasSecret = !word.isEmpty
    case "REGISTRY_HTTP_HOST": settings.publicURL = try Self.url(word)
    case "REGISTRY_HTTP_RELATIVEURLS": isRelative = value == .bool(true)
    case "REGISTRY_HTTP_TLS_CERTIFICATE": certificate { $0.chain = word }
    case "REGISTRY_HTTP_TLS_KEY": certificate { $0.key = word }
    case "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY": settings.rootDirectory = word
    case "REGISTRY_STORAGE" where word == "filesystem": break
    case "REGISTRY_STORAGE_FILESYSTEM" where value.isNull || value.object != nil: break
    case "REGISTRY_LOG_FIELDS_SERVICE" where word == "registry": break
    case "REGISTRY_STORAGE_DELETE_ENABLED": settings.allowsDeletion = value == .bool(true)
    case "REGISTRY_STORAGE_DELETE": settings.allowsDeletion = value["enabled"] == .bool(true)
    case "REGISTRY_STORAGE_MAINTENANCE_READONLY": try readOnly(value)
    case "REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED": settings.isReadOnly = value == .bool(true)
    case "REGISTRY_AUTH": try authenticate(by: word)
    case "REGISTRY_AUTH_HTPASSWD_REALM": (hasPasswords, realm) = (true, word)
    case "REGISTRY_AUTH_HTPASSWD_PATH": (hasPasswords, passwordPath) = (true, word)
    case "REGISTRY_LOG_LEVEL", "REGISTRY_LOGLEVEL": settings.logLevel = try logLevel(word)
    case "REGISTRY_LOG_ACCESSLOG_DISABLED": settings.hasAccessLog = value != .bool(true)
    default: try applyOther(name, value)
    }
  }

  private mutating func applyOther(_ name: String, _ value: JSONValue) throws(Ending) {
    let headers = "REGISTRY_HTTP_HEADERS_"
    if name.hasPrefix(headers) {
      return try addHeader(String(name.dropFirst(headers.count)), value)
    }
    if Self.harmless.contains(where: name.hasPrefix) { return }
    if Self.beyond.contains(where: { name == $0 || name.hasPrefix("\($0)_") }) {
      throw .isBeyondPractice(Refusal.feature(name))
    }
    settings.ignored.append(name)
  }

  /// Settings that change nothing that anybody could see on a practice machine.
  private static let harmless = [
    "REGISTRY_VERSION", "REGISTRY_HTTP_NET", "REGISTRY_HTTP_DRAINTIMEOUT", "REGISTRY_HTTP_HTTP2_DISABLED",
    "REGISTRY_STORAGE_CACHE", "REGISTRY_STORAGE_REDIRECT", "REGISTRY_STORAGE_MAINTENANCE_UPLOADPURGING",
    "REGISTRY_STORAGE_FILESYSTEM_MAXTHREADS", "REGISTRY_HEALTH_STORAGEDRIVER", "REGISTRY_COMPATIBILITY",
    "REGISTRY_VALIDATION", "REGISTRY_POLICY",
  ]

  /// Settings that a registry has and a practice machine does not.
  private static let beyond = [
    "REGISTRY_AUTH", "REGISTRY_PROXY", "REGISTRY_STORAGE", "REGISTRY_NOTIFICATIONS", "REGISTRY_MIDDLEWARE",
    "REGISTRY_REDIS", "REGISTRY_REPORTING", "REGISTRY_HEALTH", "REGISTRY_LOG", "REGISTRY_HTTP_DEBUG",
    "REGISTRY_HTTP_PREFIX", "REGISTRY_HTTP_TLS", "REGISTRY_HTTP_HEADERS",
  ]
}

extension RegistryVariables {
  private mutating func certificate(_ change: (inout RegistrySettings.Certificate) -> Void) {
    var certificate = settings.certificate ?? RegistrySettings.Certificate(chain: "", key: "")
    change(&certificate)
    settings.certificate = certificate
  }

  private mutating func listen(at text: String) {
    let named = text.hasPrefix("localhost:") ? "127.0.0.1:\(text.dropFirst(10))" : text
    guard case .tcp(let host, let port)? = ListenAddress(hostPort: named), let port = UInt16(exactly: port)
    else {
      let reason = text.contains(":") ? "invalid port" : "missing port in address"
      settings.fatal = "listen tcp: address \(text): \(reason)"
      return
    }
    settings.port = port
    settings.isOnLoopback = HostPort(host: host, port: Int(port)).isLoopback
    let isEverywhere = host == "::" || host == "0.0.0.0"
    settings.address = HostPort(host: isEverywhere ? "::" : host, port: Int(port)).description
  }

  private static func url(_ text: String) throws(Ending) -> String? {
    guard !text.isEmpty else { return nil }
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else {
      throw .fails("panic: could not parse http host url \"\(text)\"\n", exitCode: 2)
    }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private mutating func readOnly(_ value: JSONValue) throws(Ending) {
    guard value.object != nil else {
      throw .fails("panic: readonly config key must contain additional keys\n", exitCode: 2)
    }
    settings.isReadOnly = value["enabled"] == .bool(true)
  }

  private mutating func authenticate(by kind: String) throws(Ending) {
    guard kind == "htpasswd" else { throw .isBeyondPractice(Refusal.feature("REGISTRY_AUTH=\(kind)")) }
    hasPasswords = true
  }

  private func logLevel(_ text: String) throws(Ending) -> LegacyLog.Level {
    switch text.lowercased() {
    case "error": return .error
    case "warn": return .warning
    case "info": return .info
    case "debug": return .debug
    default:
      throw misconfigured("Invalid loglevel \(text) Must be one of [error, warn, info, debug]")
    }
  }

  private mutating func addHeader(_ name: String, _ value: JSONValue) throws(Ending) {
    guard case .array(let items) = value else {
      throw misconfigured(
        "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `\(value.text())` into []string")
    }
    let values = items.map { $0.string ?? $0.text() }
    // Every answer has this one anyway.
    if Self.spelled(name) == "X-Content-Type-Options", values == ["nosniff"] { return }
    settings.headers.append(RegistrySettings.Header(name: Self.spelled(name), values: values))
  }

  /// A header's name as Go spells it: `Access-Control-Allow-Origin`.
  private static func spelled(_ name: String) -> String {
    name.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: "-")
  }

  private func misconfigured(_ reason: String) -> Ending {
    .fails("configuration error: error parsing \(file): \(reason)\n\(usage)", exitCode: 1)
  }

  private func finished() throws(Ending) -> RegistrySettings {
    var settings = settings
    if isRelative { settings.publicURL = nil }
    // Without a certificate a key means nothing.
    if settings.certificate?.chain.isEmpty == true { settings.certificate = nil }
    guard hasPasswords else { return settings }
    // Go complains about the first that is missing, in this order.
    for (name, value) in [("realm", realm), ("path", passwordPath)] where value == nil {
      throw .fails(
        "panic: unable to configure authorization (htpasswd): \"\(name)\" must be set for htpasswd access controller\n",
        exitCode: 2)
    }
    settings.passwords = RegistrySettings.Passwords(realm: realm ?? "", path: passwordPath ?? "")
    return settings
  }
}
