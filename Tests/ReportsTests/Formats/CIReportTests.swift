import Basics
import Testing

@testable import Reports

/// What continuous integration reads.
@Suite struct CIReportTests {
  @Test(arguments: Language.allCases)
  func `JUnit XML is well-formed whatever names and outputs hold, and its counts are right`(
    language: Language
  ) throws {
    let document = try XMLReader(JUnitReport.render(SampleClass.report, language: language))
    let suites = document.elements.filter { $0.name == "testsuite" }
    #expect(suites.count == SampleClass.report.results.count)
    let root = try #require(document.elements.first)
    for (attribute, tag) in [
      ("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"),
    ] {
      let count = document.elements.count { $0.name == tag }
      #expect(root.attributes[attribute] == "\(count)", "\(attribute)")
      #expect(suites.compactMap { Int($0.attributes[attribute] ?? "") }.reduce(0, +) == count)
    }
    #expect(document.elements.contains { $0.attributes["name"] == "<script>alert(1)</script>" })
    #expect(document.elements.contains { $0.attributes["name"]?.contains("␛[31mred") == true })
  }

  @Test func `JUnit tells an undetermined check as an error and a failed one as a failure`() throws {
    var report = SampleClass.report
    report.results = [SampleClass.taro]
    let document = try XMLReader(JUnitReport.render(report, language: .english))
    #expect(
      document.elements.filter { $0.name == "error" }.map { $0.attributes["message"] } == [
        "the registry did not answer"
      ])
    #expect(document.elements.filter { $0.name == "failure" }.count == 1)
  }

  @Test(arguments: Language.allCases)
  func `TAP plans are kept and no name is taken for a directive`(language: Language) throws {
    let text = TAPReport.render(SampleClass.report, language: language)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.first == "TAP version 14")
    let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    #expect(
      lines.dropFirst().first == "1..\(points.count)" && points.count == SampleClass.report.results.count)
    for (index, point) in points.enumerated() {
      #expect(point.drop { $0 != " " && !$0.isNumber }.contains("\(index + 1) - "))
    }
    // Carol handed in nothing; of all others nobody is skipped.
    #expect(points.filter { $0.contains(" # SKIP") }.map { $0.contains("carol") } == [true])
    // A subtest's name is that of the test point that ends it.
    let names = lines.filter { $0.hasPrefix("# Subtest: ") }.map { $0.dropFirst("# Subtest: ".count) }
    for name in names { #expect(points.contains { $0.hasSuffix(" - \(name)") }, "\(name)") }
  }

  @Test func `a summary stays within GitHub's limit and says how many learners are left out`() {
    var report = SampleClass.report
    report.results = (0..<500).map { number in
      var result = SampleClass.graded("learner-\(number)", tagged: .failed, pushed: .passed)
      result.reason = Phrase(verbatim: String(repeating: "reason ", count: 30))
      return result
    }
    let limit = 50_000
    let text = StepSummary.render(report, language: .english, limit: limit)
    #expect(StepSummary.limit == 1_048_576)
    #expect((limit - 1_000...limit).contains(text.utf8.count))
    #expect(text.hasSuffix(" more learners do not fit here.\n"))
    let rows = text.split(separator: "\n").count { $0.contains("learner-") }
    let left = text.split(separator: "\n").last?.split(separator: " ").first.flatMap { Int($0) }
    #expect(left.map { $0 + rows } == 500)
  }
}
