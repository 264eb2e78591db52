import Basics
import Testing

@testable import Reports

@Suite struct ReadingTests {
  private let report = SampleClass.report

  @Test func `a report comes back from its file as it was`() throws {
    #expect(try ClassReport(parsing: Array(report.json().utf8), file: "r.json") == report)
  }

  @Test func `the same report gives the same bytes however its names were put in`() throws {
    var first = SampleClass.alice
    var second = SampleClass.alice
    let names = (0..<20).map { ("heading \($0)", "value \($0)") }
    first.identities = Dictionary(uniqueKeysWithValues: names)
    second.identities = Dictionary(uniqueKeysWithValues: names.reversed())
    #expect(ResultLines.line(first) == ResultLines.line(second))
  }

  @Test(
    arguments: [
      ("", ReportProblem.Kind.empty), (" \n", .empty), ("{}", .schema(found: nil)),
      (#"{"schema": "dojo.report/2"}"#, .schema(found: "dojo.report/2")),
      (#"{"schema": "dojo.report/1"}"#, .misshapen(place: "tool", .missing)),
    ])
  func `what is no report is refused`(text: String, kind: ReportProblem.Kind) {
    #expect(throws: ReportProblem(file: "r.json", kind: kind)) {
      try ClassReport(parsing: Array(text.utf8), file: "r.json")
    }
  }

  @Test func `damage is told with its line and column, or with the member that does not fit`() throws {
    let text = report.json()
    let torn = Array(text.utf8.prefix(text.utf8.count / 2))
    let syntax = #expect(throws: ReportProblem.self) { try ClassReport(parsing: torn, file: "r.json") }
    #expect(syntax?.summary.en.contains("r.json: line ") == true)
    let lines = try JSONValue(parsing: text)
    guard case .object(var object) = lines, var results = lines["results"]?.array,
      case .object(var row) = results[3]
    else {
      Issue.record("no results")
      return
    }
    row["points"] = "many"
    results[3] = .object(row)
    object["results"] = .array(results)
    let shape = #expect(throws: ReportProblem.self) {
      try ClassReport(parsing: JSONValue.object(object).utf8(), file: "r.json")
    }
    #expect(shape?.kind == .misshapen(place: "results[3].points", .notANumber))
  }

  @Test func `a learner with two rows is refused`() {
    var twice = report
    twice.results.append(SampleClass.alice)
    #expect(throws: ReportProblem(file: "r", kind: .repeatedLearner("alice"))) {
      try ClassReport(parsing: Array(twice.json().utf8), file: "r")
    }
  }

  @Test(arguments: 0...40)
  func `lines that are cut anywhere come back up to the last whole one`(cut: Int) throws {
    let whole = lines(report.results)
    let bytes = Array(whole.utf8.dropLast(cut * 97))
    guard bytes.contains(0x0A) else { return }
    let read = try ResultLines(parsing: bytes, file: "results.jsonl")
    #expect(read.results == Array(report.results.prefix(read.results.count)))
    #expect(read.isTorn == (bytes.last != 0x0A))
    // What is appended behind the whole part joins it without a seam.
    let rest = report.results.dropFirst(read.results.count).map(ResultLines.line).joined()
    let mended = Array(bytes.prefix(read.wholeLength)) + Array(rest.utf8)
    #expect(String(decoding: mended, as: UTF8.self) == whole)
  }

  @Test func `a line in the middle that is damaged is named`() {
    let text =
      ResultLines.header(tool: "dojo", lesson: report.lesson) + "{\"learner\": \n"
      + ResultLines.line(SampleClass.bob)
    let problem = #expect(throws: ReportProblem.self) {
      try ResultLines(parsing: Array(text.utf8), file: "r.jsonl")
    }
    guard case .syntax(let line, _, _) = problem?.kind else {
      Issue.record("\(problem as Any)")
      return
    }
    #expect(line == 2)
  }

  @Test func `a later line of the same learner takes the place of the earlier one`() throws {
    let text = lines([SampleClass.missing, SampleClass.bob]) + ResultLines.line(changed(SampleClass.bob))
    let read = try ResultLines(parsing: Array(text.utf8), file: "r.jsonl")
    #expect(read.results == [SampleClass.missing, changed(SampleClass.bob)])
  }

  @Test func `either form of a report is known by what is in the file`() throws {
    let compact = try JSONValue(parsing: report.json()).text() + "\n"
    for text in [report.json(), compact] {
      #expect(try ReportFile(parsing: Array(text.utf8), name: "x").report == report)
    }
    let read = try ReportFile(parsing: Array(lines(report.results.reversed()).utf8), name: "x").report
    #expect(read.results == report.results && read.times == nil)
  }

  private func lines(_ results: [LearnerResult]) -> String {
    ResultLines.header(tool: report.tool, lesson: report.lesson) + results.map(ResultLines.line).joined()
  }

  private func changed(_ result: LearnerResult) -> LearnerResult {
    var changed = result
    changed.points = 9
    return changed
  }
}
