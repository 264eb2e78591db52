import Basics
import Reports

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

  package init(learner: String, files: [File]) {
    self.learner = learner
    self.files = files
  }
}

/// What a worker answers: everything about a learner's row that follows from the submission and the lesson.
package struct WorkerReply: Sendable, Hashable, Codable {
  package var result: LearnerResult

  package init(result: LearnerResult) {
    self.result = result
  }
}
