import DockerAPI

/// Where Docker can send what containers write, and which of it there is on a practice machine (Docker docs, "Configure
/// logging drivers").
enum LogDriver {
  /// What each driver that leads elsewhere says when it is used without being told where to.
  private static let elsewhere: [String: String] = [
    "syslog": "Unix syslog delivery error", "journald": "journald is not enabled on this host",
    "fluentd": "dial tcp 127.0.0.1:24224: connect: connection refused",
    "splunk": "splunk: splunk-url is expected",
    "gcplogs":
      "No project was specified and couldn't read project from the metadata server. Please specify a project",
  ]

  /// What drivers insist on when a container is made, and what they say without it.
  private static let required: [String: (option: String, complaint: String)] = [
    "gelf": ("gelf-address", "gelf-address is a required parameter"),
    "awslogs": ("awslogs-group", "must specify a value for log opt 'awslogs-group'"),
    "logentries": ("logentries-token", "Missing logentries token"),
  ]

  /// Options that every driver has.
  private static let common: Set = [
    "mode", "max-buffer-size", "env", "env-regex", "labels", "labels-regex", "tag",
  ]

  private static let options: [String: Set<String>] = [
    "syslog": [
      "syslog-address", "syslog-facility", "syslog-format", "syslog-tls-ca-cert", "syslog-tls-cert",
      "syslog-tls-key", "syslog-tls-skip-verify",
    ],
    "journald": [],
  ]

  static func isKnown(_ name: String) -> Bool {
    ["", "json-file", "local", "none"].contains(name) || elsewhere[name] != nil || required[name] != nil
  }

  /// Refuses what Docker refuses when a container is made.
  static func require(_ log: LogConfig) throws(EngineFault) {
    guard isKnown(log.type) else {
      throw .badParameter("error looking up logging plugin \(log.type): plugin \"\(log.type)\" not found")
    }
    if let need = required[log.type], log.config[need.option] == nil { throw .badParameter(need.complaint) }
    guard let own = options[log.type] else { return }
    let stranger = log.config.sortedKeys.first { !own.contains($0) && !common.contains($0) }
    if let stranger { throw .badParameter("unknown log opt '\(stranger)' for \(log.type) log driver") }
  }

  /// Whether output would really go to some other place, which a practice machine does not do.
  static func leadsElsewhere(_ log: LogConfig) -> Bool {
    if required[log.type] != nil { return true }
    guard elsewhere[log.type] != nil else { return false }
    return log.config.sortedKeys.contains { !common.contains($0) }
  }

  /// Refuses, as late as the container is started, a driver with nothing behind it.
  static func requireReceiver(_ log: LogConfig) throws(EngineFault) {
    guard let complaint = elsewhere[log.type] else { return }
    throw .system("failed to initialize logging driver: \(complaint)")
  }
}
