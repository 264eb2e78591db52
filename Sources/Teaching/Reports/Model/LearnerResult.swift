import Basics

/// What came out for one learner.
package struct LearnerResult: Sendable, Hashable, Codable {
  /// What a row of the class stands for.
  package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    case graded
    /// On the roster, but nothing was handed in.
    case missing = "no-submission"
    /// Something was handed in that cannot be read as a submission.
    case unreadable
    /// The submission was read, but it could not be graded; not the learner's mistake as far as anyone can tell.
    case failed = "could-not-grade"
  }

  /// The key of the row, unique within a report: the roster's, else what the submission's name says.
  package var learner: String
  /// What people call the learner, when that is known.
  package var name: String?
  /// Further names by which other systems know the learner, from the roster: the column's heading and its value.
  package var identities: [String: String]
  /// The language in which the learner is spoken to, when the submission or the roster says.
  package var language: Language?
  /// The submission's path as the instructor would find it; a member of an archive stands behind `!/`.
  package var submission: String?
  /// What was handed in: `bundle`, `commands` or `transcript`.
  package var kind: String?
  package var status: Status
  /// Why there is no grade, or what stood in the way of a whole one.
  package var reason: Phrase?
  /// Earned by what was done, less what hints and solutions cost; before any penalty for being late.
  package var points: Double
  package var possible: Double
  /// Points that could not be judged; neither earned nor lost.
  package var open: Double
  package var lateness: Lateness?
  /// How many rungs of ladders of hints were shown.
  package var hints: Int
  /// How many solutions were shown.
  package var solutions: Int
  package var integrity: Integrity
  /// In the order of the lesson; empty when there is no grade.
  package var steps: [StepResult]
  /// What was run again, in order.
  package var commands: [CommandResult]
  /// What else an instructor should know: a limit that was reached, a name that was taken for the host's.
  package var notes: [Phrase]
  package var times: ResultTimes?

  package init(learner: String, status: Status, reason: Phrase? = nil, possible: Double) {
    self.learner = learner
    self.status = status
    self.reason = reason
    self.possible = possible
    identities = [:]
    points = 0
    open = 0
    hints = 0
    solutions = 0
    integrity = Integrity(.unclaimed)
    steps = []
    commands = []
    notes = []
  }

  /// What counts in the end: the points less the penalty for being late.
  package var total: Double { max(0, points - (lateness?.penalty ?? 0)) }

  /// The points as a share of what was possible, 0 to 100.
  package var percent: Double { possible > 0 ? points / possible * 100 : 0 }
}

/// How late a submission was.
package struct Lateness: Sendable, Hashable, Codable {
  /// Seconds after the due time, grace included; 0 when it was in time.
  package var seconds: Int
  /// Points taken off for it.
  package var penalty: Double

  package init(seconds: Int, penalty: Double) {
    self.seconds = seconds
    self.penalty = penalty
  }
}

/// Whether what a submission claims about itself is what came out.
package struct Integrity: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// It claims nothing: plain commands or a transcript.
    case unclaimed
    case matches
    /// It claims other verdicts than those that were recomputed.
    case differs
    /// It was made with another version of the lesson, so its claims cannot be compared.
    case otherLesson = "other-lesson"
  }

  package struct Difference: Sendable, Hashable, Codable {
    package var step: String
    /// What the submission says: `passed` or `not passed`.
    package var claimed: String
    package var recomputed: String

    package init(step: String, claimed: String, recomputed: String) {
      self.step = step
      self.claimed = claimed
      self.recomputed = recomputed
    }
  }

  package var state: State
  package var differences: [Difference]

  package init(_ state: State, differences: [Difference] = []) {
    self.state = state
    self.differences = differences
  }
}

/// What differs between two gradings of the same submission, in milliseconds.
package struct ResultTimes: Sendable, Hashable, Codable {
  /// When it was handed in, since 1970, as far as the file or its name says.
  package var submitted: Int64?
  /// When grading it began, since 1970.
  package var graded: Int64
  /// How long grading took.
  package var took: Int64

  package init(submitted: Int64? = nil, graded: Int64, took: Int64) {
    self.submitted = submitted
    self.graded = graded
    self.took = took
  }
}
