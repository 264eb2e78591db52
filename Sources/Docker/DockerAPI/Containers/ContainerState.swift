/// The state of a container in its inspection; times in RFC 3339.
package struct ContainerState: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var status: String = "created"
  @Defaulted package var isRunning: Bool = false
  @Defaulted package var isPaused: Bool = false
  @Defaulted package var isRestarting: Bool = false
  @Defaulted package var wasKilledForMemory: Bool = false
  @Defaulted package var isDead: Bool = false
  @Defaulted package var pid: Int = 0
  @Defaulted package var exitCode: Int = 0
  @Defaulted package var error: String = ""
  @Defaulted package var startedAt: String = "0001-01-01T00:00:00Z"
  @Defaulted package var finishedAt: String = "0001-01-01T00:00:00Z"
  /// Only of a container that is looked after.
  package var health: HealthState?

  package init() {}

  package init(
    status: String = "created",
    isRunning: Bool = false,
    isPaused: Bool = false,
    isRestarting: Bool = false,
    wasKilledForMemory: Bool = false,
    isDead: Bool = false,
    pid: Int = 0,
    exitCode: Int = 0,
    error: String = "",
    startedAt: String = "0001-01-01T00:00:00Z",
    finishedAt: String = "0001-01-01T00:00:00Z"
  ) {
    self.status = status
    self.isRunning = isRunning
    self.isPaused = isPaused
    self.isRestarting = isRestarting
    self.wasKilledForMemory = wasKilledForMemory
    self.isDead = isDead
    self.pid = pid
    self.exitCode = exitCode
    self.error = error
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }

  private enum CodingKeys: String, CodingKey {
    case status = "Status"
    case isRunning = "Running"
    case isPaused = "Paused"
    case isRestarting = "Restarting"
    case wasKilledForMemory = "OOMKilled"
    case isDead = "Dead"
    case pid = "Pid"
    case exitCode = "ExitCode"
    case error = "Error"
    case startedAt = "StartedAt"
    case finishedAt = "FinishedAt"
    case health = "Health"
  }
}
