import DockerAPI

/// The options of `run` and `create` about the health of a container.
enum HealthArguments {
  /// What the engine is to do; `nil` when none of them is given.
  static func check(_ arguments: ParsedArguments) throws(CommandFailure) -> HealthcheckConfig? {
    let names = ["health-cmd", "health-interval", "health-timeout", "health-retries", "health-start-period"]
    let isGiven = names.contains { arguments.string($0) != nil }
    if arguments.bool("no-healthcheck") {
      guard !isGiven else {
        throw CommandFailure("--no-healthcheck conflicts with --health-* options", exitCode: 125)
      }
      return HealthcheckConfig(test: ["NONE"])
    }
    guard isGiven else { return nil }
    func duration(_ name: String) throws(CommandFailure) -> Int? {
      guard let text = arguments.string(name), let value = DurationText.value(text) else { return nil }
      guard value >= 0 else { throw CommandFailure("--\(name) cannot be negative", exitCode: 125) }
      return value == 0 ? nil : value
    }
    let retries = arguments.integer("health-retries") ?? 0
    guard retries >= 0 else { throw CommandFailure("--health-retries cannot be negative", exitCode: 125) }
    return HealthcheckConfig(
      test: arguments.string("health-cmd").map { ["CMD-SHELL", $0] },
      interval: try duration("health-interval"), timeout: try duration("health-timeout"),
      startPeriod: try duration("health-start-period"), retries: retries == 0 ? nil : retries)
  }
}
