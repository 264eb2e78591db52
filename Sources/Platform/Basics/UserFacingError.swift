/// An error that a person can meet: what happened, and what to try.
package protocol UserFacingError: Error, Sendable {
  /// What went wrong and where, as one sentence without a trailing remedy.
  var summary: Phrase { get }
  /// The next thing to do, when there is one.
  var remedy: Phrase? { get }
  /// The code with which `dojo` ends when nothing handles this error.
  var exitCode: ExitCode { get }
}

extension UserFacingError {
  package var remedy: Phrase? { nil }
}

/// The contract of `dojo`'s exit codes.
package enum ExitCode: Int32, Sendable {
  /// Passed, or done.
  case success = 0
  /// A check failed.
  case checkFailed = 1
  /// The lesson is wrong: its chapter or its checks file.
  case lessonInvalid = 2
  /// Something could not be checked or done; not the learner's mistake.
  case undetermined = 3
  /// A submission's own verdicts differ from the recomputed ones.
  case integrityMismatch = 4
  /// Some submissions could not be graded.
  case partlyGraded = 5
  /// The command line was wrong.
  case usage = 64
  /// Stopped by Ctrl-C.
  case interrupted = 130
}
