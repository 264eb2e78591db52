import Basics
import Testing

@testable import Reports

@Suite struct CSVReportTests {
  @Test func `the columns are the documented ones, then one for each step, then the penalty`() throws {
    let table = try CSVTable(parsing: CSVReport.render(SampleClass.report, language: .english))
    #expect(
      table.header == [
        "learner", "lesson", "lesson_digest", "status", "points", "possible", "percent", "late_seconds",
        "hints",
        "solutions", "integrity", "reason", "step:start-registry", "step:tag-image", "step:push",
        "late_penalty",
      ])
  }

  @Test func `without a due time there is no penalty column`() throws {
    var report = SampleClass.report
    report.lesson.due = nil
    let table = try CSVTable(parsing: CSVReport.render(report, language: .english))
    #expect(table.header.last == "step:push")
  }

  @Test func `every row ends with CRLF and comes back with its values`() throws {
    let text = CSVReport.render(SampleClass.report, language: .english)
    #expect(text.hasSuffix("\r\n") && !text.unicodeScalars.contains("\0"))
    let table = try CSVTable(parsing: text)
    #expect(table.rows.count == SampleClass.report.results.count)
    let bob = try #require(table.rows.first { $0[0] == "bob" })
    #expect(bob[3...11] == ["graded", "2.5", "10", "25", "7260", "2", "0", "unclaimed", ""])
    #expect(bob[12...] == ["1.5", "1", "0", "0.15"])
    let carol = try #require(table.rows.first { $0[0] == "carol" })
    #expect(carol[3] == "no-submission" && carol[12...] == ["", "", "", ""])
  }

  @Test func `a spreadsheet finds no formula in any cell of text`() throws {
    let table = try CSVTable(parsing: CSVReport.render(SampleClass.report, language: .english))
    for row in table.rows {
      for (heading, cell) in zip(table.header, row) where ["learner", "reason"].contains(heading) {
        #expect(!cell.hasPrefix("=") && !cell.hasPrefix("+") && !cell.hasPrefix("-") && !cell.hasPrefix("@"))
        #expect(!cell.unicodeScalars.contains { $0.value < 0x20 })
      }
    }
    #expect(table.rows.contains { $0[0] == "'=cmd|' /C calc'!A0" })
  }

  @Test(arguments: Language.allCases) func `a name of ten kilobytes is kept whole`(language: Language) throws
  {
    var report = SampleClass.report
    report.results = [SampleClass.graded(SampleClass.longName, tagged: .passed, pushed: .passed)]
    let table = try CSVTable(parsing: CSVReport.render(report, language: language))
    #expect(table.rows.first?.first == SampleClass.longName)
  }
}
