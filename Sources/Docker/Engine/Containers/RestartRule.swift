/// When a container whose program has ended is started again.
package enum RestartRule: Hashable, Sendable {
  case no
  case onFailure(attempts: Int)
  case always
  case unlessStopped

  init(name: String, attempts: Int) throws(EngineFault) {
    switch name {
    case "", "no": self = .no
    case "always": self = .always
    case "unless-stopped": self = .unlessStopped
    case "on-failure": self = .onFailure(attempts: attempts)
    default: throw .badParameter("invalid restart policy '\(name)'")
    }
    guard name != "on-failure" || attempts >= 0 else {
      throw .badParameter("maximum retry count cannot be negative")
    }
    // Docker does not look at the count of a rule without a name.
    guard attempts == 0 || ["", "on-failure"].contains(name) else {
      throw .badParameter("maximum retry count cannot be used with restart policy '\(name)'")
    }
  }

  /// Whether a program that ended by itself is started again.
  func restarts(afterExit code: Int, restartsSoFar: Int) -> Bool {
    switch self {
    case .no: false
    case .always, .unlessStopped: true
    case .onFailure(let attempts): code != 0 && (attempts == 0 || restartsSoFar < attempts)
    }
  }

  /// How long Docker waits before the next start: 100 ms, doubled each time, one minute at most.
  static func delay(restartsSoFar: Int) -> Duration {
    .milliseconds(min(60_000, 100 << min(restartsSoFar, 16)))
  }
}
