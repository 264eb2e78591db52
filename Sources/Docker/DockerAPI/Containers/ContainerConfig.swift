/// What a container runs, independent of its host; also the defaults stored in an image.
package struct ContainerConfig: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var hostname: String = ""
  @Defaulted package var domainname: String = ""
  @Defaulted package var user: String = ""
  @Defaulted package var attachesStdin: Bool = false
  @Defaulted package var attachesStdout: Bool = false
  @Defaulted package var attachesStderr: Bool = false
  /// Keys as `5000/tcp`.
  package var exposedPorts: SortedMap<EmptyObject>?
  @Defaulted package var hasTerminal: Bool = false
  @Defaulted package var opensStdin: Bool = false
  @Defaulted package var closesStdinAfterFirst: Bool = false
  /// Each as `NAME=value`.
  @Nullable package var environment: [String]? = nil
  @Nullable package var command: [String]? = nil
  package var healthcheck: HealthcheckConfig?
  package var areArgumentsEscaped: Bool?
  @Defaulted package var image: String = ""
  /// Paths that get an anonymous volume when nothing else is mounted there.
  @Nullable package var volumes: SortedMap<EmptyObject>? = nil
  @Defaulted package var workingDirectory: String = ""
  @Nullable package var entrypoint: [String]? = nil
  package var macAddress: String?
  @Nullable package var onBuild: [String]? = nil
  @Nullable package var labels: Labels? = nil
  package var stopSignal: String?
  /// Seconds.
  package var stopTimeout: Int?
  package var shell: [String]?

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case hostname = "Hostname"
    case domainname = "Domainname"
    case user = "User"
    case attachesStdin = "AttachStdin"
    case attachesStdout = "AttachStdout"
    case attachesStderr = "AttachStderr"
    case exposedPorts = "ExposedPorts"
    case hasTerminal = "Tty"
    case opensStdin = "OpenStdin"
    case closesStdinAfterFirst = "StdinOnce"
    case environment = "Env"
    case command = "Cmd"
    case healthcheck = "Healthcheck"
    case areArgumentsEscaped = "ArgsEscaped"
    case image = "Image"
    case volumes = "Volumes"
    case workingDirectory = "WorkingDir"
    case entrypoint = "Entrypoint"
    case macAddress = "MacAddress"
    case onBuild = "OnBuild"
    case labels = "Labels"
    case stopSignal = "StopSignal"
    case stopTimeout = "StopTimeout"
    case shell = "Shell"
  }
}

/// How an engine finds out whether a container is healthy; durations in nanoseconds.
package struct HealthcheckConfig: Codable, Hashable, Sendable {
  package var test: [String]?
  package var interval: Int?
  package var timeout: Int?
  package var startPeriod: Int?
  package var retries: Int?

  package init(
    test: [String]? = nil,
    interval: Int? = nil,
    timeout: Int? = nil,
    startPeriod: Int? = nil,
    retries: Int? = nil
  ) {
    self.test = test
    self.interval = interval
    self.timeout = timeout
    self.startPeriod = startPeriod
    self.retries = retries
  }

  private enum CodingKeys: String, CodingKey {
    case test = "Test"
    case interval = "Interval"
    case timeout = "Timeout"
    case startPeriod = "StartPeriod"
    case retries = "Retries"
  }
}
