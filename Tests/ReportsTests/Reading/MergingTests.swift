import Basics
import Testing

@testable import Reports

@Suite struct MergingTests {
  private let whole = SampleClass.report

  /// Every third learner, from `first` on.
  private func shard(_ first: Int) -> ClassReport {
    var shard = whole
    shard.results = stride(from: first, to: whole.results.count, by: 3).map { whole.results[$0] }
    return shard
  }

  @Test func `shards make the whole report in any order and however often they are given`() throws {
    let shards = [shard(0), shard(1), shard(2)]
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0, 1, 1], [0, 0, 2, 1, 2]] {
      #expect(try ClassReport.merging(order.map { shards[$0] }) == whole)
    }
    let pair = try ClassReport.merging([shards[2], shards[0]])
    #expect(try ClassReport.merging([shards[1], pair, whole]) == whole)
  }

  @Test func `results that differ in times only are one, and it is the same one in any order`() throws {
    var later = whole
    for index in later.results.indices { later.results[index].times?.graded += 5 }
    #expect(try ClassReport.merging([whole, later]).results == whole.results)
    #expect(try ClassReport.merging([later, whole]).results == whole.results)
  }

  @Test func `a row without a submission gives way to any other`() throws {
    for other in [SampleClass.alice, SampleClass.unreadable, SampleClass.failed] {
      let missing = LearnerResult(learner: other.learner, status: .missing, possible: 10)
      let (one, two) = (report([missing]), report([other]))
      #expect(try ClassReport.merging([one, two]).results == [other])
      #expect(try ClassReport.merging([two, one]).results == [other])
    }
  }

  @Test func `contradicting results are an error that names the learner and both files`() {
    var changed = SampleClass.bob
    changed.points = 9
    let files = [
      ReportFile(name: "b.json", report: report([changed])),
      ReportFile(name: "a.json", report: report([SampleClass.bob])),
    ]
    let problem = ReportProblem(file: "b.json", kind: .conflict(learner: "bob", other: "a.json"))
    #expect(throws: problem) { try ClassReport.merging(files) }
    #expect(throws: problem) { try ClassReport.merging(files.reversed()) }
    #expect(problem.summary.en == "b.json: the result of bob is not the one in a.json")
  }

  @Test(arguments: [ReportProblem.LessonPart.id, .digest, .overlay, .settings])
  func `reports of different lessons are not joined`(part: ReportProblem.LessonPart) {
    var other = whole
    switch part {
    case .id: other.lesson.id = "another"
    case .digest: other.lesson.digest = "sha256:0"
    case .overlay: other.lesson.overlay = nil
    case .settings: other.lesson.due = nil
    }
    let files = [ReportFile(name: "a", report: whole), ReportFile(name: "b", report: other)]
    #expect(throws: ReportProblem(file: "b", kind: .otherLesson(than: "a", part: part))) {
      try ClassReport.merging(files)
    }
  }

  private func report(_ results: [LearnerResult]) -> ClassReport {
    ClassReport(tool: whole.tool, lesson: whole.lesson, results: results)
  }
}
