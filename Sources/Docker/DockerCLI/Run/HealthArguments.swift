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
      guard let text = arguments.string(name), let value = DurationText.nanoseconds(text) else { return nil }
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

/// A duration as Go writes it: `1h30m`, `500ms`.
enum DurationText {
  static func objection(_ text: String) -> String? {
    do throws(Problem) {
      _ = try parse(text)
      return nil
    } catch {
      return error.reason
    }
  }

  static func nanoseconds(_ text: String) -> Int? { try? parse(text) }

  private struct Problem: Error { let reason: String }

  private static let units: [String: Double] = [
    "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 6e10, "h": 3.6e12,
  ]

  private static func parse(_ text: String) throws(Problem) -> Int {
    let invalid = Problem(reason: "time: invalid duration \(GoText.quoted(text))")
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    guard rest != "0" else { return 0 }
    guard !rest.isEmpty else { throw invalid }
    var sum = 0.0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard number.contains(where: \.isNumber),
        let value = Double(number.hasPrefix(".") ? "0\(number)" : number)
      else { throw invalid }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      guard !unit.isEmpty else {
        throw Problem(reason: "time: missing unit in duration \(GoText.quoted(text))")
      }
      guard let factor = units[String(unit)] else {
        throw Problem(
          reason: "time: unknown unit \(GoText.quoted(String(unit))) in duration \(GoText.quoted(text))")
      }
      rest = rest.dropFirst(unit.count)
      sum += value * factor
    }
    guard sum < 9.2e18 else { throw invalid }
    return isNegative ? -Int(sum) : Int(sum)
  }
}
