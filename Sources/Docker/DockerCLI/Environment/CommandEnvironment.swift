import Basics
import DockerAPI
import EngineClient

/// Everything a docker command touches besides the engine, as a value: many commands can run side by side in one
/// process, each with its own.
package struct CommandEnvironment: Sendable {
  /// Where the engine listens; `nil` means what `DOCKER_HOST` says, or Docker's usual socket.
  package var endpoint: EngineEndpoint?
  /// The engine behind the endpoint, when it is one of this process.
  package var engine: DirectEngine?
  /// Whether this process is there for the command alone, and ends with it.
  package var isAlone = false
  package var variables: [String: String]
  /// The folder relative paths start from; absolute.
  package var workingFolder: String
  /// The files that arguments such as `--env-file` name.
  package var files: any CommandFiles
  package var input: any InputChannel
  package var output: any OutputChannel
  package var errors: any OutputChannel
  package var now: @Sendable () -> Timestamp
  package var timeZone: TimeZoneRule
  package var signals: any SignalSource

  package init(
    endpoint: EngineEndpoint? = nil, engine: DirectEngine? = nil,
    variables: [String: String] = [:], workingFolder: String = "/",
    files: any CommandFiles = OwnFiles(), input: any InputChannel = NoInput(), output: any OutputChannel,
    errors: any OutputChannel,
    now: @escaping @Sendable () -> Timestamp, timeZone: TimeZoneRule = .utc,
    signals: any SignalSource = NoSignals()
  ) {
    self.endpoint = endpoint
    self.engine = engine
    self.variables = variables
    self.workingFolder = workingFolder
    self.files = files
    self.input = input
    self.output = output
    self.errors = errors
    self.now = now
    self.timeZone = timeZone
    self.signals = signals
  }

  /// The folder of `config.json`: `DOCKER_CONFIG`, or `.docker` in the home folder.
  var configFolder: String {
    if let folder = variables["DOCKER_CONFIG"], !folder.isEmpty { return folder }
    return (variables["HOME"] ?? "") + "/.docker"
  }

  /// What asks the engine at an endpoint.
  func client(of endpoint: EngineEndpoint, version: APIVersion? = nil) -> EngineClient {
    EngineClient(
      endpoint: endpoint, version: version, direct: self.endpoint == endpoint ? engine : nil,
      isAlone: isAlone)
  }

  var language: Language { Language(environment: variables) }

  /// A path as the learner typed it, made absolute.
  func absolutePath(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if path == "~" || path.hasPrefix("~/") { return (variables["HOME"] ?? "") + path.dropFirst() }
    return workingFolder == "/" ? "/" + path : workingFolder + "/" + path
  }
}

/// How far a time zone is from UTC at a moment, and what it is called then.
package struct TimeZoneRule: Sendable {
  /// Seconds east of Greenwich and the abbreviation, for a moment in seconds since 1970.
  package let offset: @Sendable (_ seconds: Int) -> (seconds: Int, name: String)

  package init(_ offset: @escaping @Sendable (_ seconds: Int) -> (seconds: Int, name: String)) {
    self.offset = offset
  }

  package static let utc = Self { _ in (0, "UTC") }

  /// A moment as Go prints a local time: `2026-11-23 16:03:42 +0000 UTC`.
  func text(seconds: Int) -> String {
    let (offset, name) = offset(seconds)
    let local = Timestamp(seconds: seconds + offset)
    let minutes = abs(offset) / 60
    let sign = offset < 0 ? "-" : "+"
    return
      "\(local.dateText) \(local.timeText) \(sign)\(Self.pair(minutes / 60))\(Self.pair(minutes % 60)) \(name)"
  }

  /// A moment as RFC 3339 in this zone: `2026-11-23T16:03:42Z`, with nanoseconds when they are given.
  func internetText(seconds: Int, nanoseconds: Int? = nil) -> String {
    let (offset, _) = offset(seconds)
    let local = Timestamp(seconds: seconds + offset, nanoseconds: nanoseconds ?? 0)
    let stem = nanoseconds == nil ? "\(local.dateText)T\(local.timeText)" : String(local.fixedText.dropLast())
    guard offset != 0 else { return stem + "Z" }
    let minutes = abs(offset) / 60
    return stem + "\(offset < 0 ? "-" : "+")\(Self.pair(minutes / 60)):\(Self.pair(minutes % 60))"
  }

  private static func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
