import Basics
import Reports
import Submissions

/// One submission for a worker to grade.
package struct WorkerOrder: Sendable, Hashable, Codable {
  package struct File: Sendable, Hashable, Codable {
    package let name: String
    /// The file's bytes in base64.
    package let content: String

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      content = Base64.encoded(bytes)
    }

    var bytes: [UInt8] { Base64.decoded(content) ?? [] }
  }

  package let learner: String
  package let files: [File]
  /// Whether the files' names are Canvas's.
  package let isCanvas: Bool
  /// What else the learner handed in that could not be read.
  package let notes: [Phrase]

  package init(learner: String, files: HandedIn) {
    self.learner = learner
    self.files = files.files.map { File(name: $0.name, bytes: $0.bytes) }
    isCanvas = files.isCanvas
    notes = files.problems.map {
      PassedOver(name: DisplayName.of($0.name), reason: .problem($0.problem)).notice
    }
  }

  /// The files as they were handed in.
  var handedIn: HandedIn {
    HandedIn(files: files.map { HandedIn.File(name: $0.name, bytes: $0.bytes) }, isCanvas: isCanvas)
  }
}

/// What a worker answers: everything about a learner's row that follows from the submission and the lesson.
package struct WorkerReply: Sendable, Hashable, Codable {
  package var result: LearnerResult

  package init(result: LearnerResult) {
    self.result = result
  }
}
