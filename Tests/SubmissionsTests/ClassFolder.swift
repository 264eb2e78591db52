import Basics
import TestSupport

@testable import Submissions

/// A class on the disk for one test.
struct ClassFolder {
  let scratch: ScratchFolder
  var path: String { scratch.path }

  init(_ files: [String: String] = [:]) throws {
    scratch = try ScratchFolder()
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    if let slash = name.lastIndex(of: "/") { try Folders.create("\(path)/\(name[..<slash])") }
    try AtomicFile.write(bytes, to: "\(path)/\(name)")
  }

  func survey(_ names: [String] = [""]) -> ClassSurvey {
    SubmissionFinder(lesson: "image-registry").survey(names.map { $0.isEmpty ? path : "\(path)/\($0)" })
  }
}

extension ClassSurvey {
  /// What reading gives, by learner: the commands' texts, or the problem.
  func contents(limits: SubmissionLimits = SubmissionLimits()) -> [String: Result<
    [String], SubmissionProblem
  >] {
    let reader = SubmissionReader(submissions, limits: limits)
    var found: [String: Result<[String], SubmissionProblem>] = [:]
    while let (submission, work) = reader.next() {
      found[submission.learner] = work.map { $0.commands.map(\.text) }
    }
    return found
  }
}
