import Basics

/// A report that grows: a first line with schema, tool and lesson, then the result of one learner a line.
///
/// Lines are appended as results come. What stands behind the last line break was being written when the grader was
/// stopped; it is no part of the report, and whoever appends cuts it off first (`wholeLength`).
package struct ResultLines: Sendable, Hashable {
  package var tool: String
  package var lesson: GradedLesson
  /// In the order in which they were written, each learner once: a later line takes the place of an earlier one.
  package var results: [LearnerResult]
  /// Bytes up to and with the last line break.
  package var wholeLength: Int
  /// Whether something stood behind the last line break.
  package var isTorn: Bool

  /// The first line, with its line break.
  package static func header(tool: String, lesson: GradedLesson) -> String {
    JSONValue.object(ClassReport.head(tool: tool, lesson: lesson)).text() + "\n"
  }

  /// The line of one learner, with its line break.
  package static func line(_ result: LearnerResult) -> String { result.json.text() + "\n" }

  /// Reads a `results.jsonl`; `file` is what the reader of an error knows it by.
  ///
  /// A line in the middle that cannot be read is an error that names it; a torn last line is not.
  package init(parsing bytes: [UInt8], file: String) throws(ReportProblem) {
    wholeLength = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    isTorn = wholeLength < bytes.count
    let lines = bytes[..<wholeLength].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    guard let first = lines.first else { throw ReportProblem(file: file, kind: .empty) }
    let head = try parsedJSON(first, file: file)
    try ClassReport.demandSchema(head, file: file)
    tool = try decodedPart(head["tool"], file: file, place: "tool")
    lesson = try decodedPart(head["lesson"], file: file, place: "lesson")
    results = []
    var places: [String: Int] = [:]
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let value = try parsedJSON(line, file: file, line: index + 1)
      let result: LearnerResult = try decodedPart(value, file: file, place: "line \(index + 1): ")
      if let place = places[result.learner] {
        results[place] = result
      } else {
        places[result.learner] = results.count
        results.append(result)
      }
    }
  }

  /// The whole report, by learner.
  package func report(times: ReportTimes? = nil) -> ClassReport {
    ClassReport(
      tool: tool, lesson: lesson, results: results.sorted { $0.learner < $1.learner }, times: times)
  }
}
