import Basics
import Reports
import Testing

struct FiguresTests {
  @Test(arguments: [
    ([4.0], [4.0, 4, 4]), ([1, 2], [1.25, 1.5, 1.75]), ([3, 1, 2], [1.5, 2, 2.5]),
    ([1, 2, 3, 4, 5], [2, 3, 4]), ([10, .nan, 20, .infinity], [12.5, 15, 17.5]),
  ])
  func `quartiles lie where spreadsheets put them`(values: [Double], expected: [Double]) throws {
    let quartiles = try #require(Quartiles(values))
    #expect([quartiles.lower, quartiles.median, quartiles.upper] == expected)
  }

  @Test func `nobody has no median`() {
    #expect(Quartiles([]) == nil)
  }

  @Test(arguments: [(10.0, true), (9.99, false), (0.1 + 0.2 + 9.7, true), (12, true)])
  func `full marks are all that was possible`(points: Double, isFull: Bool) {
    #expect(Self.report([.graded(points)]).results[0].hasFullMarks == isFull)
  }

  @Test func `who has no grade has no full marks, even where nothing was to be earned`() {
    #expect(!LearnerResult(learner: "a", status: .missing, possible: 0).hasFullMarks)
  }

  @Test(arguments: [
    Points(of: 10, [0, 0.99, 1, 9.5, 10], bars: [2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1]),
    Points(of: 2, [0.5, 1.9, 2], bars: [0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1]),
    Points(of: 100, [9, 10, 99, 100, 120, -3], bars: [2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]),
    Points(of: 1, [0.1 + 0.2, 1], bars: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]),
  ])
  func `every learner is in one bar, and full marks have their own`(points: Points) {
    let bars = PointsHistogram(points: points.earned, possible: points.possible).bars
    #expect(bars.map(\.learners) == points.bars)
    #expect(bars.last?.isFullMarks == true)
    #expect(bars.first?.from == 0)
  }

  @Test(arguments: [0.02, 0.5, 1, 3, 5, 7.5, 14, 15, 16, 20, 37, 99, 100, 250, 1_000, 12_345])
  func `a histogram has few bars of one round width`(possible: Double) {
    let bars = PointsHistogram(points: [], possible: possible).bars
    #expect((3...16).contains(bars.count))
    #expect(zip(bars, bars.dropFirst()).allSatisfy { abs($0.to - $1.from) < 1e-9 })
  }

  @Test func `nothing to earn makes no bars`() {
    #expect(PointsHistogram(points: [0, 0], possible: 0).bars.isEmpty)
  }

  @Test func `each step counts who passed it and what was earned`() {
    let report = Self.report([
      .graded(5, failing: "b"), .graded(4, failing: "b"), .graded(3, failing: "c"), .missing,
    ])
    let figures = StepFigures.all(in: report)
    #expect(figures.map(\.passed) == [3, 1, 2])
    #expect(figures.map(\.failed) == [0, 2, 1])
    #expect(figures.map(\.earned) == [3, 1, 2])
    #expect(figures.map(\.learners) == [3, 3, 3])
  }

  @Test func `a step that failed with some of its points is partly passed`() {
    var report = Self.report([.graded(5, failing: "b")])
    report.results[0].steps[1].earned = 0.5
    let figures = StepFigures.all(in: report)
    #expect([figures[1].partly, figures[1].failed] == [1, 0])
    #expect(figures[1].mean == 0.5)
  }

  @Test func `what could not be judged is neither passed nor failed`() {
    var report = Self.report([.graded(3), .graded(3)])
    report.results[0].steps[0].outcome = .undetermined
    let figures = StepFigures.all(in: report)
    #expect(figures[0].undetermined == 1)
    #expect([figures[0].passed, figures[0].failed] == [1, 0])
  }

  @Test func `times are those of the journals that tell`() {
    var report = Self.report([.graded(3), .graded(3), .graded(3)])
    report.results[0].steps[1].seconds = 10
    report.results[2].steps[1].seconds = 30
    let figures = StepFigures.all(in: report)
    #expect(figures[0].seconds == nil)
    #expect(figures[1].seconds?.median == 20)
    #expect(figures[1].seconds?.count == 2)
  }

  @Test func `a mistake counts once for each learner, overcome or not`() throws {
    var report = Self.report([.graded(3), .graded(2, failing: "b"), .graded(2, failing: "b")])
    report.results[0].steps[1].diagnoses = ["misspelt"]
    for place in [1, 2] { report.results[place].steps[1].diagnoses = ["misspelt"] }
    report.results[2].steps[1].checks = [
      CheckResult(
        id: "c", outcome: .failed, expected: Phrase(verbatim: "e"), found: Phrase(verbatim: "f"),
        because: Phrase(en: "A typo.", ja: "綴りの誤り。"), diagnosis: "misspelt")
    ]
    report.results[2].steps[0].diagnoses = ["other"]
    let mistakes = MistakeFigures.all(in: report)
    #expect(mistakes.map(\.id) == ["misspelt", "other"])
    let first = try #require(mistakes.first)
    #expect(first.learners == [0, 1, 2])
    #expect(first.remaining == 1)
    #expect(first.sentence?.en == "A typo.")
    #expect(mistakes.last?.sentence == nil)
  }

  @Test func `a step to which nobody has come is no mistake`() {
    var report = Self.report([.graded(2, failing: "b")])
    report.results[0].steps[1].checks = [
      CheckResult(id: "done", outcome: .failed, expected: Phrase(verbatim: "e"), found: Phrase(verbatim: "f"))
    ]
    #expect(MistakeFigures.all(in: report).isEmpty)
  }

  @Test func `a failure whose cause has no name counts under its check`() {
    var report = Self.report([.graded(2, failing: "b")])
    report.results[0].steps[1].checks = [
      CheckResult(
        id: "done", outcome: .failed, expected: Phrase(verbatim: "e"), found: Phrase(verbatim: "f"),
        because: Phrase(verbatim: "c"))
    ]
    let mistakes = MistakeFigures.all(in: report)
    #expect(mistakes.map(\.id) == ["done"])
    #expect(mistakes.first?.sentence?.en == "f")
    #expect(mistakes.first?.remaining == 1)
  }

  @Test func `the first mistake of the table is the one that the summary names`() throws {
    let report = GradedClass.report(learners: 200)
    let summary = ClassSummary(report).mistakes
    let table = MistakeFigures.all(in: report).filter { $0.sentence != nil }
    #expect(table.map(\.id) == summary.map(\.id))
    #expect(table.map(\.learners.count) == summary.map(\.count))
  }

  @Test func `short texts are whole and long ones share what is left`() {
    let excerpt = Excerpt(lengths: [10, 1_000, 20, 3_000], budget: 1_030, least: 1)
    #expect(excerpt.limit == 500)
    #expect(Excerpt(lengths: [10, 20], budget: 30, least: 1).limit == .max)
    #expect(Excerpt(lengths: [1_000, 1_000], budget: 10, least: 100).limit == 100)
    #expect(Excerpt(lengths: [], budget: 10, least: 1).limit == .max)
  }

  @Test(arguments: [("aあい", 2, "a", 6), ("aあい", 4, "aあ", 3), ("abc", 3, "abc", 0), ("e\u{301}x", 1, "e", 3)])
  func `a text is never cut inside a character`(text: String, limit: Int, shown: String, rest: Int) {
    let cut = Excerpt(lengths: [100], budget: limit, least: limit).of(text)
    #expect(cut.shown.unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(cut.rest == rest)
  }
}

/// The points of a few learners, and how many of them each bar of a histogram holds.
struct Points: Sendable {
  let possible: Double
  let earned: [Double]
  let bars: [Int]

  init(of possible: Double, _ earned: [Double], bars: [Int]) {
    self.possible = possible
    self.earned = earned
    self.bars = bars
  }
}

private enum Row {
  case graded(Double, failing: String? = nil)
  case missing
}

extension FiguresTests {
  /// A lesson of the steps a, b and c, each worth one point; ten points are possible.
  private static func report(_ rows: [Row]) -> ClassReport {
    let steps = ["a", "b", "c"].enumerated().map { place, id in
      GradedStep(id: id, number: place + 1, title: Phrase(verbatim: id), points: 1, checks: [])
    }
    let lesson = GradedLesson(
      id: "l", title: Phrase(verbatim: "l"), digest: "sha256:0", points: 10, steps: steps)
    let results = rows.enumerated().map { place, row in result(row, learner: "\(place)") }
    return ClassReport(tool: "t", lesson: lesson, results: results)
  }

  private static func result(_ row: Row, learner: String) -> LearnerResult {
    switch row {
    case .missing: return LearnerResult(learner: learner, status: .missing, possible: 10)
    case .graded(let points, let failing):
      var result = LearnerResult(learner: learner, status: .graded, possible: 10)
      result.points = points
      result.steps = ["a", "b", "c"].map { id in
        StepResult(
          id: id, outcome: id == failing ? .failed : .passed, earned: id == failing ? 0 : 1, possible: 1)
      }
      return result
    }
  }
}
