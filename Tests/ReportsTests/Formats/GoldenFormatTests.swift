import Basics
import Testing

@testable import Reports

/// What each format looks like for the same class.
@Suite struct GoldenFormatTests {
  private let report = SampleClass.report

  @Test(arguments: Language.allCases)
  func `every format of a class is the one that was looked at`(language: Language) throws {
    let tag = language.rawValue
    try Golden.expect(CSVReport.render(report, language: language), equals: "class.\(tag).csv")
    try Golden.expect(JUnitReport.render(report, language: language), equals: "junit.\(tag).xml")
    try Golden.expect(TAPReport.render(report, language: language), equals: "class.\(tag).tap")
    try Golden.expect(StepSummary.render(report, language: language), equals: "github.\(tag).md")
    try Golden.expect(Gradebook.canvas.render(report, language: language), equals: "canvas.\(tag).csv")
    try Golden.expect(Gradebook.moodle.render(report, language: language), equals: "moodle.\(tag).csv")
    try Golden.expect(told(ClassSummary(report).lines(language)), equals: "summary.\(tag).txt")
  }

  @Test(arguments: SampleClass.honest.map(\.learner))
  func `every format of a learner is the one that was looked at`(learner: String) throws {
    let result = try #require(report.results.first { $0.learner == learner })
    let (lesson, language) = (report.lesson, result.language ?? .english)
    try Golden.expect(
      GradescopeResults.render(result, of: lesson, language: language), equals: "gradescope.\(learner).json")
    try Golden.expect(
      PrairieLearnResults.render(result, of: lesson, language: language),
      equals: "prairielearn.\(learner).json")
    try Golden.expect(
      ClassroomResult.render(result, of: lesson, language: language), equals: "classroom.\(learner).json")
    try Golden.expect(
      FeedbackFile.render(result, of: lesson, fallback: .english), equals: "feedback.\(learner).md")
    try Golden.expect(
      told(Story(result, of: lesson, language: language).lines), equals: "story.\(learner).txt")
  }

  @Test func `the whole report is the document that was looked at`() throws {
    try Golden.expect(report.json(), equals: "report.json")
  }

  private func told(_ lines: [ToldLine]) -> String {
    lines.map { "\($0.label)\($0.text)\n" }.joined()
  }
}
