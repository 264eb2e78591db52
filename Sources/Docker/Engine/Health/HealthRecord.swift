import Basics
import DockerAPI

/// What the checks of a container have found since it was started.
struct HealthRecord: Hashable, Sendable {
  enum Status: String, Hashable, Sendable {
    case starting, healthy, unhealthy
  }

  private(set) var status = Status.starting
  /// Failures in a row.
  private(set) var failures = 0
  /// The last results.
  private(set) var results: [HealthResult] = []

  private static let resultsKept = 5

  /// Takes in a result of a check that began when the container had run for so long.
  mutating func take(_ result: HealthResult, of check: HealthCheck, age: Duration) {
    results = results.suffix(Self.resultsKept - 1) + [result]
    guard result.exitCode != 0 else {
      failures = 0
      status = .healthy
      return
    }
    // Until it was well once, a container may take its time.
    guard status != .starting || age >= check.startPeriod else { return }
    failures += 1
    if failures >= check.retries { status = .unhealthy }
  }

  /// Nobody looks after it any more; Docker calls that unhealthy.
  mutating func stop() { status = .unhealthy }

  var document: HealthState {
    HealthState(status: status.rawValue, failingStreak: failures, log: results)
  }
}
