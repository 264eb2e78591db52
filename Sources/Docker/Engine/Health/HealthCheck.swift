import DockerAPI

/// How a machine finds out whether a container is well: a command, and when it is run.
struct HealthCheck: Hashable, Sendable {
  let words: [String]
  let interval: Duration
  let timeout: Duration
  let startPeriod: Duration
  /// How many failures in a row make a container unhealthy.
  let retries: Int

  /// `nil` for a configuration that asks for no check.
  init?(_ config: ContainerConfig) {
    guard let asked = config.healthcheck, let test = asked.test, let kind = test.first else { return nil }
    switch kind {
    case "CMD" where test.count > 1: words = Array(test.dropFirst())
    case "CMD-SHELL" where test.count > 1: words = (config.shell ?? ["/bin/sh", "-c"]) + [test[1]]
    default: return nil
    }
    interval = Self.duration(asked.interval, or: .seconds(30))
    timeout = Self.duration(asked.timeout, or: .seconds(30))
    startPeriod = Self.duration(asked.startPeriod, or: .zero)
    retries = asked.retries.flatMap { $0 > 0 ? $0 : nil } ?? 3
  }

  private static func duration(_ nanoseconds: Int?, or usual: Duration) -> Duration {
    nanoseconds.flatMap { $0 > 0 ? .nanoseconds($0) : nil } ?? usual
  }

  /// Refuses what Docker refuses.
  ///
  /// - Throws: `EngineFault` (400).
  static func require(_ asked: HealthcheckConfig?) throws(EngineFault) {
    guard let asked else { return }
    let durations = [
      ("Interval", asked.interval), ("Timeout", asked.timeout), ("StartPeriod", asked.startPeriod),
    ]
    if let short = durations.first(where: { $0.1.map { $0 != 0 && $0 < 1_000_000 } ?? false }) {
      throw .badParameter("\(short.0) in Healthcheck cannot be less than 1ms")
    }
    guard (asked.retries ?? 0) >= 0 else { throw .badParameter("Retries in Healthcheck cannot be negative") }
  }
}

extension HealthcheckConfig {
  /// What a container asks for, completed from its image.
  func completed(from image: HealthcheckConfig?) -> HealthcheckConfig {
    guard let image else { return self }
    var whole = self
    if (test ?? []).isEmpty { whole.test = image.test }
    if (interval ?? 0) == 0 { whole.interval = image.interval }
    if (timeout ?? 0) == 0 { whole.timeout = image.timeout }
    if (startPeriod ?? 0) == 0 { whole.startPeriod = image.startPeriod }
    if (retries ?? 0) == 0 { whole.retries = image.retries }
    return whole
  }
}
