/// How well a container is, in its inspection.
package struct HealthState: Codable, Hashable, Sendable {
  /// `starting`, `healthy` or `unhealthy`.
  @Defaulted package var status: String = ""
  @Defaulted package var failingStreak: Int = 0
  @Nullable package var log: [HealthResult]? = []

  package init(status: String, failingStreak: Int, log: [HealthResult]) {
    self.status = status
    self.failingStreak = failingStreak
    self.log = log
  }

  private enum CodingKeys: String, CodingKey {
    case status = "Status"
    case failingStreak = "FailingStreak"
    case log = "Log"
  }
}

/// What one check of a container's health found; times in RFC 3339.
package struct HealthResult: Codable, Hashable, Sendable {
  @Defaulted package var start: String = ""
  @Defaulted package var end: String = ""
  @Defaulted package var exitCode: Int = 0
  @Defaulted package var output: String = ""

  package init(start: String, end: String, exitCode: Int, output: String) {
    self.start = start
    self.end = end
    self.exitCode = exitCode
    self.output = output
  }

  private enum CodingKeys: String, CodingKey {
    case start = "Start"
    case end = "End"
    case exitCode = "ExitCode"
    case output = "Output"
  }
}
