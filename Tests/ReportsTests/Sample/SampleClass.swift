import Basics

@testable import Reports

/// A small class in which everything happens that a report can tell.
enum SampleClass {
  /// A word that stands in every text about a hidden check and nowhere else.
  static let secret = "GEHEIM"

  static let report = ClassReport(
    tool: "dojo 0.1.0", lesson: lesson, results: (honest + hostile).sorted { $0.learner < $1.learner },
    times: ReportTimes(started: 1_790_000_000_000, finished: 1_790_000_060_000))

  static let lesson = GradedLesson(
    id: "image-registry", title: Phrase(en: "A registry of your own", ja: "自分のレジストリ"),
    digest: "sha256:" + String(repeating: "ab", count: 32),
    overlay: "sha256:" + String(repeating: "cd", count: 32),
    points: 10, due: 1_789_000_000_000,
    steps: [
      step(
        "start-registry", 1, 2, Phrase(en: "Start a registry on port 5000", ja: "ポート 5000 でレジストリを起動する"),
        [
          check("running", 1.5, "a container of registry:2.7.1 runs", "registry:2.7.1 のコンテナが動いている"),
          check("answers", 0.5, "http://localhost:5000/v2/ answers", "http://localhost:5000/v2/ が応答する"),
        ]),
      step(
        "tag-image", 2, 3, Phrase(en: "Tag an image for it", ja: "イメージにタグを付ける"),
        [
          check(
            "tagged", 2, "an image is called HOST:5000/testimage:v1", "HOST:5000/testimage:v1 という名前が付いている"),
          check(
            "secret-tag", 1, "\(secret) no other tag was made", "\(secret) ほかのタグを作っていない", isHidden: true),
        ]),
      step(
        "push", 3, 5, Phrase(en: "Push the image", ja: "イメージを push する"),
        [check("pushed", 5, "the registry holds testimage", "レジストリに testimage がある")]),
    ])

  private static func step(
    _ id: String, _ number: Int, _ points: Double, _ title: Phrase, _ checks: [GradedCheck]
  ) -> GradedStep {
    GradedStep(id: id, number: number, title: title, points: points, checks: checks)
  }

  private static func check(
    _ id: String, _ points: Double, _ en: String, _ ja: String, isHidden: Bool = false
  ) -> GradedCheck {
    GradedCheck(id: id, points: points, isHidden: isHidden, expected: Phrase(en: en, ja: ja))
  }
}

extension SampleClass {
  /// Names that attack whoever shows them, and one that is only long.
  static let hostileNames = [
    "=cmd|' /C calc'!A0", "+1+1", "-2", "@mention", "<script>alert(1)</script>", "]]>&\"'<!--",
    "nul\0esc\u{1B}[31mred\u{1B}]0;title\u{7}", "two\nlines\r\n| a | b |", "rtl\u{202E}gnp.exe",
    "../../etc/passwd", ".hidden", "[link](http://evil.example) www.evil.example <b>",
    "`tick` # SKIP *bold*", "日本語, \"引用\"",
  ]

  static let longName = String(repeating: "long ", count: 2_000)

  static let hostile = hostileNames.map { name in
    var result = graded(name, tagged: .failed, pushed: .passed)
    result.name = name
    result.reason = Phrase(verbatim: name)
    result.submission = name
    result.notes = [Phrase(verbatim: name)]
    result.commands = [
      CommandResult(text: name, machine: "host", step: "push", exit: 1, output: name, comparison: .differs)
    ]
    result.steps[1].checks[0] = CheckResult(
      id: "tagged", outcome: .failed, expected: lesson.steps[1].checks[0].expected,
      found: Phrase(verbatim: name),
      because: Phrase(verbatim: name), advice: Phrase(verbatim: name), evidence: [name])
    return result
  }

  static let honest: [LearnerResult] = [alice, bob, taro, missing, unreadable, failed]

  static var alice: LearnerResult {
    var result = graded("alice", tagged: .passed, pushed: .passed)
    result.name = "Alice Example"
    result.identities = [
      "ID": "101", "SIS User ID": "S-1", "SIS Login ID": "alice", "Email address": "alice@example.org",
    ]
    result.integrity = Integrity(.matches)
    result.lateness = Lateness(seconds: 0, penalty: 0)
    result.submission = "class.zip!/alice.dojo"
    result.kind = "bundle"
    result.commands = [
      CommandResult(
        text: "docker run -d -p 5000:5000 registry:2.7.1", machine: "host", step: "start-registry", exit: 0,
        output: "4f1e…\n", comparison: .same, line: 1)
    ]
    return result
  }

  /// English, late, with hints and a diagnosed mistake.
  static var bob: LearnerResult {
    var result = graded("bob", tagged: .failed, pushed: .failed)
    result.name = "Bob Example"
    result.language = .english
    result.identities = ["ID": "102", "Email address": "bob@example.org"]
    result.steps[0].hints = 2
    result.steps[0].cost = 0.5
    result.steps[0].earned = 1.5
    result.hints = 2
    result.points = 2.5
    result.lateness = Lateness(seconds: 7_260, penalty: 0.15)
    return result
  }

  /// Japanese, with an undetermined check, a failed hidden one, an override and other claims than came out.
  static var taro: LearnerResult {
    var result = graded("taro", tagged: .passed, pushed: .undetermined)
    result.name = "山田 太郎"
    result.language = .japanese
    result.identities = ["ID": "103", "SIS Login ID": "taro"]
    result.steps[1].checks[1] = hiddenCheck(.failed)
    result.steps[1].outcome = .failed
    result.steps[1].earned = 2.25
    result.steps[1].override = StepResult.Override(points: 2.25, reason: "口頭で確認")
    result.steps[2].open = 5
    result.open = 5
    result.points = 4.25
    result.solutions = 1
    result.integrity = Integrity(
      .differs, differences: [.init(step: "push", claimed: "passed", recomputed: "not passed")])
    return result
  }

  static let missing = LearnerResult(
    learner: "carol", status: .missing, reason: Phrase(en: "nothing was handed in", ja: "提出物がありません"),
    possible: 10)
  static let unreadable = LearnerResult(
    learner: "dave", status: .unreadable, reason: Phrase(en: "the archive is damaged", ja: "アーカイブが壊れています"),
    possible: 10)
  static let failed = LearnerResult(
    learner: "erin", status: .failed,
    reason: Phrase(en: "it did not end within 60 s", ja: "60 秒以内に終わりませんでした"),
    possible: 10)

  static func graded(
    _ learner: String, tagged: StepResult.Outcome, pushed: StepResult.Outcome
  ) -> LearnerResult {
    var result = LearnerResult(learner: learner, status: .graded, possible: 10)
    result.steps = [
      StepResult(
        id: "start-registry", outcome: .passed, earned: 2, possible: 2,
        checks: [check(0, 0, .passed), check(0, 1, .passed)]),
      StepResult(
        id: "tag-image", outcome: tagged, earned: tagged == .passed ? 3 : 1, possible: 3,
        checks: [check(1, 0, tagged), hiddenCheck(.passed)]),
      StepResult(
        id: "push", outcome: pushed, earned: pushed == .passed ? 5 : 0, possible: 5,
        checks: [check(2, 0, pushed)]),
    ]
    if tagged == .failed { result.steps[1].diagnoses = ["no-registry-name"] }
    result.points = result.steps.map(\.earned).reduce(0, +)
    result.times = ResultTimes(graded: 1_790_000_001_000, took: 1_500)
    return result
  }

  private static func check(_ step: Int, _ index: Int, _ outcome: StepResult.Outcome) -> CheckResult {
    let check = lesson.steps[step].checks[index]
    switch outcome {
    case .passed:
      return CheckResult(
        id: check.id, outcome: .passed, expected: check.expected, found: check.expected,
        evidence: ["docker ps"])
    case .failed:
      return CheckResult(
        id: check.id, outcome: .failed, expected: check.expected,
        found: Phrase(en: "no such image", ja: "そのイメージはありません"),
        because: Phrase(en: "the name has no registry in front", ja: "名前の前にレジストリがありません"),
        advice: Phrase(en: "look at what stands before the first slash", ja: "最初の / の前に何が必要か考えてみましょう"),
        diagnosis: step == 1 ? "no-registry-name" : nil, evidence: ["docker images: testimage v1"])
    case .undetermined:
      return CheckResult(
        id: check.id, outcome: .undetermined, expected: check.expected,
        found: Phrase(en: "the registry did not answer", ja: "レジストリが応答しませんでした"))
    }
  }

  static func hiddenCheck(_ outcome: StepResult.Outcome) -> CheckResult {
    CheckResult(
      id: "secret-tag", outcome: outcome, expected: lesson.steps[1].checks[1].expected,
      found: Phrase(verbatim: "\(secret) found"), because: Phrase(verbatim: "\(secret) because"),
      advice: Phrase(verbatim: "\(secret) try"), diagnosis: "\(secret)-diagnosis",
      evidence: ["\(secret) evidence"])
  }
}
