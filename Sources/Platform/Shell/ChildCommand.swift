import Basics

/// A program to start: what, with what, and where.
package struct ChildCommand: Sendable, Equatable {
  /// An absolute path, or a name that is looked up on the `PATH` of `environment`.
  package let executable: String
  package let arguments: [String]
  /// The whole environment of the child; nothing is inherited.
  package let environment: [String: String]
  /// `nil`: the folder this process works in.
  package let workingDirectory: String?

  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String],
    workingDirectory: String? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
  }
}

/// How a child ended.
package enum Termination: Sendable, Hashable {
  case exited(Int32)
  case signalled(Int32)

  /// The number a shell shows in `$?`: 128 is added to a signal.
  package var status: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}

/// What a child said and how it ended; a non-zero status is a result, not an error.
package struct ChildOutcome: Sendable, Equatable {
  package let termination: Termination
  package let stdout: String
  package let stderr: String
  /// Whether one of the streams was longer than the limit and was cut there.
  package let isTruncated: Bool

  package var status: Int32 { termination.status }

  package init(termination: Termination, stdout: String, stderr: String, isTruncated: Bool = false) {
    self.termination = termination
    self.stdout = stdout
    self.stderr = stderr
    self.isTruncated = isTruncated
  }
}

/// A program that could not be started or watched.
package struct ChildFailure: UserFacingError, Equatable {
  package let executable: String
  /// What the system said, in its own words.
  package let reason: String

  package var summary: Phrase {
    Phrase(en: "cannot run \(executable): \(reason)", ja: "\(executable) を実行できません: \(reason)")
  }

  package var exitCode: ExitCode { .undetermined }
}
