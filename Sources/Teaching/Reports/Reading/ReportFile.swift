import Basics

/// A report, and the file it came from.
package struct ReportFile: Sendable, Hashable {
  package var name: String
  package var report: ClassReport
  /// Whether the end of a `results.jsonl` was torn off, so that its last learner is missing.
  package var isTorn: Bool

  package init(name: String, report: ClassReport, isTorn: Bool = false) {
    self.name = name
    self.report = report
    self.isTorn = isTorn
  }

  /// Reads either form of a report; what is in the file decides, not what it is called.
  package init(parsing bytes: [UInt8], name: String) throws(ReportProblem) {
    if Self.isLines(bytes) {
      let lines = try ResultLines(parsing: bytes, file: name)
      self.init(name: name, report: lines.report(), isTorn: lines.isTorn)
    } else {
      self.init(name: name, report: try ClassReport(parsing: bytes, file: name))
    }
  }

  /// Whether the first line alone is a document without results.
  private static func isLines(_ bytes: [UInt8]) -> Bool {
    guard let end = bytes.firstIndex(of: 0x0A), let head = try? JSONValue(parsing: bytes[..<end]),
      head.object != nil
    else { return false }
    return head["results"] == nil
  }
}
