import Basics

/// What `systemctl` or `service` is asked to do with a machine's docker service.
package enum ServiceAction: String, Sendable, Codable, CaseIterable {
  case start, stop, restart, reload, status
  case isActive = "is-active"
  /// Asks for the journal as well.
  case journal
}

/// What came of it.
package struct ServiceOutcome: Sendable, Hashable, Codable {
  /// Whether what was asked for could not be done.
  package let hasFailed: Bool
  /// Whether the service runs now.
  package let isRunning: Bool
  /// Why it could not be started last, in dockerd's words; `nil` when nothing failed.
  package let failure: String?
  /// Since when it is so, in seconds since 1970.
  package let since: Int
  /// What the service has said, oldest first; only for those who asked for it.
  package let journal: [JournalLine]?
  /// The host name of the machine whose journal it is.
  package let host: String?

  package init(
    hasFailed: Bool, isRunning: Bool, failure: String?, since: Int, journal: [JournalLine]? = nil,
    host: String? = nil
  ) {
    self.hasFailed = hasFailed
    self.isRunning = isRunning
    self.failure = failure
    self.since = since
    self.journal = journal
    self.host = host
  }
}
