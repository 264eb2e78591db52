import Basics

/// One thing that dojo looked at before a sitting, and what to do about it.
struct Finding: Sendable, Equatable {
  enum Severity: String, Sendable, Encodable {
    case fine
    /// A sitting works, but not as the chapter describes it.
    case attention
    /// No sitting can start.
    case blocking
  }

  let severity: Severity
  let subject: Phrase
  let found: Phrase
  let remedy: Phrase?

  init(_ severity: Severity, subject: Phrase, found: Phrase, remedy: Phrase? = nil) {
    self.severity = severity
    self.subject = subject
    self.found = found
    self.remedy = remedy
  }
}
