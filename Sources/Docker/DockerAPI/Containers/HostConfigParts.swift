/// Where a container's output is kept.
package struct LogConfig: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var type: String = ""
  @Defaulted package var config: Labels = [:]

  package init() {}

  package init(
    type: String = "",
    config: Labels = [:]
  ) {
    self.type = type
    self.config = config
  }

  private enum CodingKeys: String, CodingKey {
    case type = "Type"
    case config = "Config"
  }
}

/// A host address and port that leads to a container's port; an empty port lets the engine choose.
package struct PortBinding: Codable, Hashable, Sendable {
  @Defaulted package var hostIP: String = ""
  @Defaulted package var hostPort: String = ""

  package init(
    hostIP: String = "",
    hostPort: String = ""
  ) {
    self.hostIP = hostIP
    self.hostPort = hostPort
  }

  private enum CodingKeys: String, CodingKey {
    case hostIP = "HostIp"
    case hostPort = "HostPort"
  }
}

/// When an engine starts a container again by itself.
package struct RestartPolicy: Codable, Hashable, Sendable, EmptyDefault {
  /// `no`, `always`, `unless-stopped` or `on-failure`; empty where nobody said.
  @Defaulted package var name: String = ""
  @Defaulted package var maximumRetryCount: Int = 0

  package init() {}

  package init(
    name: String = "no",
    maximumRetryCount: Int = 0
  ) {
    self.name = name
    self.maximumRetryCount = maximumRetryCount
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case maximumRetryCount = "MaximumRetryCount"
  }
}

/// What a process may use up of one thing (setrlimit(2)); -1 is without limit.
package struct ResourceLimit: Codable, Hashable, Sendable {
  /// `nofile`, `nproc` and so on.
  @Defaulted package var name: String = ""
  @Defaulted package var hard: Int = 0
  @Defaulted package var soft: Int = 0

  package init(name: String, hard: Int, soft: Int) {
    self.name = name
    self.hard = hard
    self.soft = soft
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case hard = "Hard"
    case soft = "Soft"
  }
}
