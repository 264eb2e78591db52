import Basics

/// What grading a class found out: the one document from which every other format is made.
///
/// Everything in it follows from the submissions, the lesson and the overlay, except what stands under `times`: two
/// gradings of the same class differ in nothing else.
package struct ClassReport: Sendable, Hashable, Codable {
  /// The name of this document's rules; a reader refuses any other.
  package static let currentSchema = "dojo.report/1"

  package var schema: String
  /// The program that graded, with its version.
  package var tool: String
  package var lesson: GradedLesson
  /// One row for each learner of the roster and for each submission that belongs to nobody on it, by `learner`.
  package var results: [LearnerResult]
  package var times: ReportTimes?

  package init(tool: String, lesson: GradedLesson, results: [LearnerResult], times: ReportTimes? = nil) {
    schema = Self.currentSchema
    self.tool = tool
    self.lesson = lesson
    self.results = results
    self.times = times
  }
}

/// When a report was made, in milliseconds since 1970.
package struct ReportTimes: Sendable, Hashable, Codable {
  package var started: Int64
  package var finished: Int64

  package init(started: Int64, finished: Int64) {
    self.started = started
    self.finished = finished
  }
}
