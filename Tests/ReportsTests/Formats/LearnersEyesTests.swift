import Basics
import Testing

@testable import Reports

/// What learners can read.
@Suite struct LearnersEyesTests {
  @Test(arguments: SampleClass.report.results)
  func `no format for learners tells of a hidden check`(result: LearnerResult) throws {
    let lesson = SampleClass.lesson
    for language in Language.allCases {
      for text in [
        FeedbackFile.render(result, of: lesson, fallback: language),
        PrairieLearnResults.render(result, of: lesson, language: language),
        ClassroomResult.render(result, of: lesson, language: language),
        StepSummary.render(SampleClass.report, language: language),
      ] {
        #expect(!text.contains(SampleClass.secret) && !text.contains("secret-tag"))
      }
    }
  }

  @Test(arguments: SampleClass.report.results)
  func `Gradescope shows hidden checks to instructors only`(result: LearnerResult) throws {
    let text = GradescopeResults.render(result, of: SampleClass.lesson, language: .english)
    let document = try JSONValue(parsing: text)
    let tests = try #require(document["tests"]?.array)
    for test in tests where test.text().contains(SampleClass.secret) {
      #expect(test["visibility"]?.string == "hidden")
    }
    #expect(tests.contains { $0["visibility"]?.string == "hidden" } == (result.status == .graded))
    #expect(document["output"]?.string?.contains(SampleClass.secret) == false)
  }

  @Test func `feedback names no other learner`() {
    let others = ["bob", "taro", "Bob Example", "山田"]
    let text = FeedbackFile.render(SampleClass.alice, of: SampleClass.lesson, fallback: .english)
    for other in others { #expect(!text.contains(other)) }
  }

  @Test func `feedback is in the learner's language, else in the instructor's`() {
    #expect(
      FeedbackFile.render(SampleClass.taro, of: SampleClass.lesson, fallback: .english).contains("フィードバック"))
    #expect(
      FeedbackFile.render(SampleClass.alice, of: SampleClass.lesson, fallback: .japanese).contains("フィードバック"))
    #expect(
      FeedbackFile.render(SampleClass.bob, of: SampleClass.lesson, fallback: .japanese).contains(
        "feedback for"))
  }

  @Test func `a step of which only a hidden check failed is not called failed`() {
    let view = LearnerView(SampleClass.taro, of: SampleClass.lesson)
    #expect(view.steps[1].outcome == .passed && view.steps[1].hasHiddenChecks)
  }

  @Test func `a check that the lesson does not know is treated as hidden`() {
    var result = SampleClass.alice
    result.steps[0].checks.append(SampleClass.hiddenCheck(.failed))
    #expect(LearnerView(result, of: SampleClass.lesson).steps[0].checks.count == 2)
  }

  @Test func `what could not be graded costs no attempt in PrairieLearn`() throws {
    let document = try JSONValue(
      parsing: PrairieLearnResults.render(SampleClass.failed, of: SampleClass.lesson, language: .english))
    #expect(document["gradable"]?.bool == false && document["score"] == nil)
    #expect(document["format_errors"]?.array?.isEmpty == false)
  }

  @Test func `scores are those after the penalty, as a number and as a share`() throws {
    let lesson = SampleClass.lesson
    let scope = try JSONValue(
      parsing: GradescopeResults.render(SampleClass.bob, of: lesson, language: .english))
    #expect(scope["score"] == .number("2.35"))
    let lean = try JSONValue(
      parsing: PrairieLearnResults.render(SampleClass.bob, of: lesson, language: .english))
    #expect(lean["score"] == .number("0.235"))
    let room = try JSONValue(parsing: ClassroomResult.render(SampleClass.bob, of: lesson, language: .english))
    let scores = room["tests"]?.array?.compactMap { test -> Double? in
      guard case .number(let text)? = test["score"] else { return nil }
      return Double(text)
    }
    #expect(scores.map { Numbers.text($0.reduce(0, +)) } == "2.35")
  }

  @Test(arguments: SampleClass.hostileNames)
  func `no name becomes a link, a table, a heading or HTML in Markdown`(name: String) {
    let escaped = Escaping.markdown(name)
    #expect(!escaped.contains("\n"))
    let bare = escaped.split(separator: "<!-- -->", omittingEmptySubsequences: false).joined()
    var previous: Character?
    for character in bare {
      if "[]<>|`*_".contains(character) { #expect(previous == "\\", "\(escaped)") }
      previous = character
    }
    #expect(!escaped.contains("http://") && !escaped.contains("www.evil"))
  }
}
