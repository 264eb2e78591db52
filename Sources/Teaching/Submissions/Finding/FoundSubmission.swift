/// What one learner handed in, found but not read yet.
package struct FoundSubmission: Sendable, Hashable {
  /// What the name of the submission calls its learner; unique within a class.
  package var learner: String
  /// The learner's full name, where the export tells it.
  package var name: String?
  /// Names by which other systems know the learner, by the system: `moodle`, `canvas`, `github`, `repository`.
  package var identities: [String: String]
  /// Where the instructor finds it, fit to be shown; a member of an archive stands behind `!/`.
  package var path: String
  /// When it was changed last, in milliseconds since 1970; an archive tells when.
  package var modified: Int64?
  /// Whether the export marks it as late.
  package var isMarkedLate: Bool
  /// What else of this learner's was there, and why it was not taken.
  package var passedOver: [PassedOver]
  /// Why nothing of it can be read, as far as that can be seen from outside.
  package var problem: SubmissionProblem?
  /// The files that make it up.
  let files: [FoundFile]
  let place: Place

  /// What holds the files.
  enum Place: Sendable, Hashable {
    case folder(String)
    case archive(String)
    /// The file itself.
    case file(String)
  }
}

/// A file or a member of an archive that somebody handed in.
struct FoundFile: Sendable, Hashable {
  /// The parts of its path below the place where it was found, as they are stored.
  let parts: [[UInt8]]
  /// The same, to be read by people and to be looked at for names; not fit to be shown yet.
  let names: [String]
  let modified: Int64?
  /// Why it cannot be read, as far as that can be seen without opening it.
  let problem: SubmissionProblem?

  init(parts: [[UInt8]], names: [String], modified: Int64?, problem: SubmissionProblem? = nil) {
    self.parts = parts
    self.names = names
    self.modified = modified
    self.problem = problem
  }

  /// The whole path below the place.
  var path: String { names.joined(separator: "/") }
  /// The file's own name.
  var fileName: String { names.last ?? "" }
}

/// All that was found below the paths of a command line.
package struct ClassSurvey: Sendable, Hashable {
  /// One for each learner, in a stable order: that of the paths, then that of names, or of the archive.
  package var submissions: [FoundSubmission] = []
  /// What belongs to no learner, and paths that lead nowhere.
  package var passedOver: [PassedOver] = []
}
