import Basics
import Reports
import Testing

struct HTMLHostileTextTests {
  @Test(arguments: [
    "<script>alert(1)</script>", "</style></title></pre></bdi><img src=x onerror=alert(1)>", "\"' onload=\"x",
    "&lt;b&gt; &amp;#60; &#x3c;", "]]> <!-- --> <![CDATA[", "-->\n--!>", "javascript:alert(1)",
    "\u{202E}txt.exe\u{202C}\u{2066}\u{2069}\u{200F}", "\u{1B}[31mred\u{1B}]0;title\u{7}",
    "nul\u{0}nul\u{8}\u{7F}\u{9B}",
    "\u{FEFF}\u{FFFE}\u{FFFF}\u{1FFFE}", "line\nline\r\nline\rline\u{2028}line\u{2029}\u{85}line",
    "مرحبا <b> שלום",
    "=HYPERLINK(\"x\")", "{{7*7}}${7*7}<%= 7 %>", " ", "",
  ])
  func `no text of anybody changes what the page is made of`(text: String) throws {
    let plain = try PageReader.elements(
      of: HTMLReport.render(Self.report(saying: "harmless"), language: .english))
    let page = HTMLReport.render(Self.report(saying: "a\(text)b"), language: .english)
    let hostile = try PageReader.elements(of: page)
    #expect(hostile.map(\.name) == plain.map(\.name))
    #expect(hostile.map(\.attributes.keys.count) == plain.map(\.attributes.keys.count))
    #expect(hostile.map(\.around) == plain.map(\.around))
    #expect(!page.unicodeScalars.contains(where: Self.acts))
  }

  @Test func `turned writing is shown instead of obeyed, and isolated`() {
    let page = HTMLReport.render(Self.report(saying: "Bob\u{202E}ecila"), language: .english)
    #expect(page.contains("<bdi>Bob\\u{202E}ecila</bdi>"))
  }

  @Test func `a name as long as a book stays a line`() {
    let book = String(repeating: "W", count: 100_000)
    var result = LearnerResult(learner: "a" + book, status: .missing, possible: 1)
    result.name = book
    result.identities = [book: book]
    result.submission = book
    let lesson = GradedLesson(
      id: book, title: Phrase(verbatim: "l"), digest: book, overlay: book, points: 1, steps: [])
    let page = HTMLReport.render(
      ClassReport(tool: book, lesson: lesson, results: [result]), language: .english)
    #expect(!page.contains(String(repeating: "W", count: 201)))
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// A report in which every text that can come from a learner, a roster or a lesson is this one.
  private static func report(saying text: String) -> ClassReport {
    let phrase = Phrase(verbatim: text)
    let check = GradedCheck(id: text, points: 1, isHidden: true, expected: phrase)
    let step = GradedStep(id: "step", number: 1, title: phrase, points: 1, checks: [check])
    let lesson = GradedLesson(
      id: text, title: phrase, digest: "sha256:" + text, overlay: text, points: 3, due: 0, steps: [step])
    let broken = [LearnerResult.Status.missing, .unreadable, .failed].map {
      LearnerResult(learner: text, status: $0, reason: phrase, possible: 3)
    }
    return ClassReport(tool: text, lesson: lesson, results: [graded(saying: text)] + broken)
  }

  private static func graded(saying text: String) -> LearnerResult {
    let phrase = Phrase(verbatim: text)
    var result = LearnerResult(learner: "key " + text, status: .graded, reason: phrase, possible: 3)
    result.name = text
    result.identities = [text: text]
    result.submission = text
    result.kind = text
    result.notes = [phrase]
    result.integrity = Integrity(
      .differs, differences: [Integrity.Difference(step: text, claimed: text, recomputed: text)])
    result.steps = ["step", "unknown " + text].flatMap { id in
      StepResult.Outcome.allCases.map { step(id, $0, saying: text) }
    }
    result.commands = [
      CommandResult(
        text: text, machine: text, step: text, exit: 1, output: text, comparison: .differs, line: 1),
      CommandResult(text: text, machine: text, exit: 0, output: "\n" + text),
    ]
    return result
  }

  private static func step(_ id: String, _ outcome: StepResult.Outcome, saying text: String) -> StepResult {
    let phrase = Phrase(verbatim: text)
    var step = StepResult(
      id: id, outcome: outcome, earned: 0, possible: 1,
      checks: [
        CheckResult(
          id: text, outcome: outcome, expected: phrase, found: phrase, because: phrase, advice: phrase,
          diagnosis: text, evidence: [text, text])
      ])
    step.diagnoses = ["met " + text]
    step.override = StepResult.Override(points: 1, reason: text)
    return step
  }
}
