import DockerAPI
import Basics

/// A call of `systemctl` or `service`, as far as it is about a machine's docker service.
package struct ServiceCall: Sendable, Equatable {
  package let action: ServiceAction
  /// Whether it was `service docker …`.
  let isOldForm: Bool
  /// What of the journal is to be shown; `nil` for a call that is not about it.
  let journal: JournalCall?

  /// The programs that such calls are made with.
  package static let programs = ["systemctl", "service", "journalctl"]

  /// The names of units that stand for the service.
  private static let units: Set = ["docker", "docker.service", "docker.socket"]

  /// Options that change nothing about what is done with one unit.
  private static let options: Set = [
    "--now", "-q", "--quiet", "--no-pager", "-l", "--full", "--no-ask-password", "-f",
  ]

  /// Reads a command line with its program's name; `nil` for one that is about something else.
  package init?(_ argv: [String]) {
    guard let program = argv.first else { return nil }
    journal = JournalCall(argv)
    if journal != nil {
      (action, isOldForm) = (.journal, false)
      return
    }
    let words = argv.dropFirst().filter { !Self.options.contains($0) }
    switch program {
    case "systemctl":
      guard words.count >= 2, words.dropFirst().allSatisfy(Self.units.contains) else { return nil }
      isOldForm = false
    case "service":
      guard words.count == 2, words[0] == "docker" else { return nil }
      isOldForm = true
    default: return nil
    }
    let verb = isOldForm ? words[1] : words[0]
    let plain =
      ["try-restart": "restart", "force-reload": "restart", "reload-or-restart": "restart"][verb] ?? verb
    guard let action = ServiceAction(rawValue: plain), action != .journal else { return nil }
    self.action = action
  }

  /// Whether a command line only makes systemd read its own files again, which a practice machine does not have.
  package static func isDaemonReload(_ argv: [String]) -> Bool {
    argv.first == "systemctl" && argv.dropFirst().filter { !options.contains($0) } == ["daemon-reload"]
  }

  /// What the program says of an outcome, and its exit code.
  package func report(of outcome: ServiceOutcome, at now: Timestamp, in language: Language) -> (
    output: String, errors: String, exit: Int32
  ) {
    switch action {
    case .journal:
      return journal?.report(of: outcome.journal ?? [], host: outcome.host ?? "", in: language) ?? ("", "", 0)
    case .status: return (status(outcome, now), "", outcome.isRunning ? 0 : 3)
    case .isActive: return (Self.word(outcome) + "\n", "", outcome.isRunning ? 0 : 3)
    case .start, .restart:
      guard outcome.hasFailed else { return ("", "", 0) }
      return (
        "",
        "Job for docker.service failed because the control process exited with error code.\n"
          + "See \"systemctl status docker.service\" and \"journalctl -xeu docker.service\" for details.\n", 1
      )
    case .stop: return ("", "", 0)
    case .reload:
      guard !outcome.isRunning else { return ("", "", 0) }
      return ("", "docker.service is not active, cannot reload.\n", 1)
    }
  }

  private static func word(_ outcome: ServiceOutcome) -> String {
    outcome.isRunning ? "active" : outcome.failure == nil ? "inactive" : "failed"
  }

  private func status(_ outcome: ServiceOutcome, _ now: Timestamp) -> String {
    let since = Timestamp(seconds: outcome.since)
    let state =
      outcome.isRunning
      ? "active (running)" : outcome.failure == nil ? "inactive (dead)" : "failed (Result: exit-code)"
    let mark = outcome.isRunning ? "●" : outcome.failure == nil ? "○" : "×"
    let ago = Duration.seconds(max(0, now.seconds - outcome.since)).inWords.lowercased()
    var lines = [
      "\(mark) docker.service - Docker Application Container Engine",
      "     Loaded: loaded (/lib/systemd/system/docker.service; enabled; preset: enabled)",
      "     Active: \(state) since \(since.dateText) \(since.timeText) UTC; \(ago) ago",
      "       Docs: https://docs.docker.com",
    ]
    if let failure = outcome.failure {
      lines.append("    Process: ExecStart=/usr/bin/dockerd -H fd:// (code=exited, status=1/FAILURE)")
      lines += ["", "\(since.dateText) \(since.timeText) dockerd: \(failure)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
