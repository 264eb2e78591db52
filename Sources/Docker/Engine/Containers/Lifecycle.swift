import Basics
import DockerAPI

/// What a container is doing.
package enum ContainerStatus: String, Codable, Sendable, CaseIterable {
  case created, running, paused, restarting, removing, exited, dead

  /// Whether its program has been started and is not to stay ended.
  var isActive: Bool { self == .running || self == .paused || self == .restarting }
}

/// The life of one container so far.
struct Lifecycle: Codable, Sendable, Hashable {
  var status: ContainerStatus = .created
  var exitCode = 0
  /// Why the last start failed; empty when it did not.
  var error = ""
  /// The number of its process: invented, but steady while it runs; 0 otherwise.
  var pid = 0
  private var started = StoredTime(.zero)
  private var finished = StoredTime(.zero)

  var startedAt: Timestamp {
    get { started.time }
    set { started = StoredTime(newValue) }
  }

  var finishedAt: Timestamp {
    get { finished.time }
    set { finished = StoredTime(newValue) }
  }

  /// Whether it, or one of its processes, was ended because there was no memory left; absent in records of before.
  private var shortage: Bool?

  var wasKilledForMemory: Bool {
    get { shortage ?? false }
    set { shortage = newValue }
  }

  /// The STATUS column of `docker ps`.
  func text(at now: Timestamp, health: HealthRecord.Status? = nil) -> String {
    switch status {
    case .created: "Created"
    case .running: "Up \(now.duration(since: startedAt).inWords)\(Self.words(for: health))"
    case .paused: "Up \(now.duration(since: startedAt).inWords) (Paused)"
    case .restarting: "Restarting (\(exitCode)) \(now.duration(since: finishedAt).inWords) ago"
    case .removing: "Removal In Progress"
    case .exited: "Exited (\(exitCode)) \(now.duration(since: finishedAt).inWords) ago"
    case .dead: "Dead"
    }
  }

  private static func words(for health: HealthRecord.Status?) -> String {
    switch health {
    case nil: ""
    case .starting: " (health: starting)"
    case .healthy, .unhealthy: " (\(health?.rawValue ?? ""))"
    }
  }

  mutating func start(at now: Timestamp, pid: Int) {
    status = .running
    exitCode = 0
    error = ""
    shortage = nil
    self.pid = pid
    startedAt = now
  }

  mutating func end(at now: Timestamp, exitCode: Int, restarting: Bool) {
    status = restarting ? .restarting : .exited
    self.exitCode = exitCode
    pid = 0
    finishedAt = now
  }

  /// A start that failed leaves the container as it was, with the reason.
  mutating func failStart(_ reason: String, path: String) {
    exitCode = Self.exitCode(ofFailedStart: reason, path: path)
    error = reason
  }

  /// Whether it has run, or a start of it came as far as its network.
  var wasTried: Bool { startedAt != .zero || !error.isEmpty }

  /// Whether it has run, or a start of it came as far as its program.
  var hasBegun: Bool { startedAt != .zero || error.hasPrefix("failed to create shim task: ") }

  /// What Docker makes of what its runtime says (moby, `daemon/errors.go`).
  private static func exitCode(ofFailedStart reason: String, path: String) -> Int {
    guard reason.hasPrefix("failed to create shim task: ") else { return 128 }
    if reason.contains("permission denied") { return 126 }
    let isMissing = ["executable file not found", "no such file or directory"].contains(
      where: reason.contains)
    return isMissing && reason.contains(path) ? 127 : 128
  }

  /// The `State` of an inspection.
  var inspection: ContainerState {
    ContainerState(
      status: status.rawValue, isRunning: status.isActive, isPaused: status == .paused,
      isRestarting: status == .restarting, wasKilledForMemory: wasKilledForMemory, isDead: status == .dead,
      pid: pid, exitCode: exitCode,
      error: error, startedAt: startedAt.text, finishedAt: finishedAt.text)
  }
}
