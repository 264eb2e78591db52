/// The files of one learner as they were handed in, read but not looked into.
///
/// Looking into them means to unpack and to parse what may have been made to break whoever does it; a grader leaves that
/// to a process that it can lose.
package struct HandedIn: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    /// The path below the place where the submission was found.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  package private(set) var files: [File]
  /// What could not be read, and why.
  package private(set) var problems: [(name: String, problem: SubmissionProblem)] = []
  /// Whether the names are Canvas's, which number later attempts.
  package let isCanvas: Bool
  private var bytes = 0

  package init(files: [File] = [], isCanvas: Bool) {
    self.files = files
    self.isCanvas = isCanvas
  }

  /// Takes in one file, or notes why it cannot be.
  mutating func add(
    _ name: String, limits: SubmissionLimits, _ read: () throws(SubmissionProblem) -> [UInt8]
  ) {
    do throws(SubmissionProblem) {
      guard files.count < limits.files else { throw .tooManyFiles(limit: limits.files) }
      guard bytes <= limits.fileBytes * 2 else { throw .tooLarge(limit: limits.fileBytes * 2) }
      let content = try read()
      bytes += content.count
      files.append(File(name: name, bytes: content))
    } catch {
      problems.append((name, error))
    }
  }

  /// Looks into the files: the work to be graded, or why there is none.
  package func work(limits: SubmissionLimits = SubmissionLimits()) -> Result<SubmittedWork, SubmissionProblem>
  {
    var contents = LearnersFiles(limits: limits)
    for (name, problem) in problems { contents.note(name, problem) }
    for file in files { contents.add(file.name, file.bytes) }
    return contents.chosen(isCanvas: isCanvas)
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.files == right.files && left.isCanvas == right.isCanvas
      && left.problems.map(\.name) == right.problems.map(\.name)
      && left.problems.map(\.problem) == right.problems.map(\.problem)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(files) }
}
