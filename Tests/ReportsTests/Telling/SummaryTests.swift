import Basics
import Testing

@testable import Reports

@Suite struct SummaryTests {
  private var class6: ClassReport {
    ClassReport(tool: "dojo", lesson: SampleClass.lesson, results: SampleClass.honest)
  }

  @Test func `the figures are those of the learners who have a grade`() {
    let summary = ClassSummary(class6)
    #expect(summary.counts == [.graded: 3, .missing: 1, .unreadable: 1, .failed: 1])
    #expect(summary.points == [2.5, 4.25, 10])
    #expect(summary.median == 4.25 && summary.lowest == 2.5 && summary.highest == 10)
    #expect(summary.mean.map { Numbers.text($0) } == "5.58")
    #expect(summary.late == 1 && summary.open == 1 && summary.integrityDifferences == ["taro"])
  }

  @Test func `an undetermined step makes nothing harder`() {
    let summary = ClassSummary(class6)
    let push = summary.steps[2]
    #expect(push.passed == 1 && push.failed == 1 && push.undetermined == 1 && push.rate == 0.5)
    #expect(summary.hardest?.step.id == "tag-image")
  }

  @Test func `the most frequent mistake is counted once for each learner`() {
    let summary = ClassSummary(SampleClass.report, includingHidden: false)
    #expect(summary.mostFrequentMistake?.id == "no-registry-name")
    #expect(summary.mostFrequentMistake?.count == 1 + SampleClass.hostile.count)
    #expect(!summary.mistakes.contains { $0.id.contains(SampleClass.secret) })
    #expect(ClassSummary(SampleClass.report).mistakes.contains { $0.id.contains(SampleClass.secret) })
  }

  @Test(arguments: Language.allCases) func `a class without a grade has a summary too`(language: Language) {
    let empty = ClassReport(tool: "dojo", lesson: SampleClass.lesson, results: [])
    let summary = ClassSummary(empty)
    #expect(summary.mean == nil && summary.median == nil && summary.hardest == nil)
    #expect(summary.lines(language).count == 1)
    #expect(!StepSummary.render(empty, language: language).isEmpty)
    #expect(TAPReport.render(empty, language: language).contains("1..0 #"))
  }

  @Test(arguments: SampleClass.report.results, Language.allCases)
  func `nothing in a story can act on the terminal`(result: LearnerResult, language: Language) {
    for line in Story(result, of: SampleClass.lesson, language: language).lines {
      #expect(
        !(line.label + line.text).unicodeScalars.contains {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value)
        })
    }
  }

  @Test func `the story says what was run, what was judged and why points were lost`() {
    let text = Story(SampleClass.bob, of: SampleClass.lesson, language: .english).lines
      .map { $0.label + $0.text }.joined(separator: "\n")
    for part in [
      "bob (Bob Example) — graded", "2.35 of 10 points, 0.15 taken off for being late", "2 h 1 min",
      "Step 2 Tag an image for it: not yet, 1 of 3 points", "- tagged: not yet",
      "Because: the name has no registry in front",
      "+ secret-tag (hidden): passed", "= not earned: tagged", "0.5 points taken off for 2 hints",
      "Evidence: docker images: testimage v1",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
  }
}
