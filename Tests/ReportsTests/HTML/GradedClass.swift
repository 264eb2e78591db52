import Basics
import Reports

/// A made-up class, the same every time: many right, some of each mistake, and a few who mean harm.
struct GradedClass {
  private var dice = Dice(seed: 20_261_126)

  static func report(learners: Int) -> ClassReport {
    var made = GradedClass()
    let results = (0..<learners).map { made.learner($0) }
    return ClassReport(
      tool: "dojo 0.3.0", lesson: GradedLesson.registry, results: results,
      times: ReportTimes(started: 1_795_700_000_000, finished: 1_795_700_048_000))
  }

  /// Two in five make no mistake; one in ten has nothing to grade.
  private mutating func learner(_ place: Int) -> LearnerResult {
    let lesson = GradedLesson.registry
    let digits = "\(10_000 + place)".dropFirst()
    var result = LearnerResult(learner: "s26-\(digits)", status: .graded, possible: lesson.points)
    result.name = place % 40 == 39 ? Self.hostile[place / 40 % Self.hostile.count] : name(place)
    switch place % 40 {
    case 5, 31: result.status = .missing
    case 17:
      result.status = .unreadable
      result.reason = Phrase(
        en: "The archive ends in the middle of a file.", ja: "アーカイブがファイルの途中で終わっています。")
      result.submission = "submissions/\(result.learner).dojo"
    case 23:
      result.status = .failed
      result.reason = Phrase(
        en: "The sandbox could not be started: no user namespaces.", ja: "サンドボックスを起動できませんでした（ユーザー名前空間がありません）。"
      )
      result.submission = "submissions/\(result.learner).sh"
    default: grade(&result, place: place)
    }
    return result
  }

  private mutating func grade(_ result: inout LearnerResult, place: Int) {
    let skill = place % 5 < 2 ? 100 : [25, 60, 75][place % 3] + dice.roll(25)
    result.kind = ["bundle", "bundle", "commands", "transcript"][place % 4]
    result.submission = "submissions/week-7.zip!/\(result.learner)/image-registry.dojo"
    result.times = ResultTimes(
      submitted: 1_795_600_000_000 + Int64(dice.roll(90_000)) * 1_000, graded: 1_795_700_000_000, took: 640)
    result.lateness = Lateness(seconds: 0, penalty: 0)
    result.integrity = Integrity(result.kind == "bundle" ? .matches : .unclaimed)
    for step in GradedLesson.registry.steps { take(step, skill: skill, into: &result) }
    finish(&result, place: place)
  }

  private mutating func take(_ step: GradedStep, skill: Int, into result: inout LearnerResult) {
    let mistakes = Mistake.all.filter { $0.step == step.id }
    let stumbles = dice.roll(100) >= skill
    let mistake = stumbles && !mistakes.isEmpty ? mistakes[dice.roll(mistakes.count)] : nil
    let overcomes = dice.roll(100) < 60
    if let mistake {
      run(mistake.command, printing: mistake.output, exit: mistake.exit, at: step, of: &result)
    }
    let passes = mistake == nil ? !stumbles || overcomes : overcomes
    if passes {
      run(Self.solutions[step.id] ?? "true", printing: Self.outputs[step.id] ?? "", at: step, of: &result)
    }
    var taken = passes ? pass(step, after: result.commands.count) : fail(step, by: mistake)
    taken.diagnoses = mistake.map { [$0.id] } ?? []
    if result.kind == "bundle" {
      taken.seconds = Double(20 + dice.roll(60) + (stumbles ? dice.roll(400) : 0))
      taken.hints = stumbles ? dice.roll(3) : 0
      taken.cost = passes ? min(taken.earned, Double(taken.hints) * 0.25) : 0
      taken.earned -= taken.cost
    }
    result.hints += taken.hints
    result.points += taken.earned
    result.steps.append(taken)
  }

  private func pass(_ step: GradedStep, after command: Int) -> StepResult {
    let checks = step.checks.map { check in
      CheckResult(
        id: check.id, outcome: .passed, expected: check.expected,
        found: Phrase(en: "It is so, as the practice machine shows.", ja: "練習用マシンで確認できました。"),
        evidence: [
          "docker ps -a --format '{{json .}}'",
          #"{"Image":"registry:2.7.1","State":"running","Ports":"0.0.0.0:5000->5000/tcp"}"#,
        ])
    }
    var result = StepResult(
      id: step.id, outcome: .passed, earned: step.points, possible: step.points, checks: checks)
    result.command = command
    return result
  }

  private func fail(_ step: GradedStep, by mistake: Mistake?) -> StepResult {
    let checks = step.checks.enumerated().map { place, check in
      place > 0 && check.isHidden
        ? CheckResult(
          id: check.id, outcome: .passed, expected: check.expected,
          found: Phrase(en: "No other container runs.", ja: "ほかのコンテナは動いていません。"))
        : CheckResult(
          id: check.id, outcome: .failed, expected: check.expected,
          found: mistake?.found ?? Phrase(en: "Nothing of the kind has been done.", ja: "まだ行われていません。"),
          because: place == 0 ? mistake?.because : nil, advice: place == 0 ? mistake?.advice : nil,
          diagnosis: place == 0 ? mistake?.id : nil,
          evidence: ["docker ps -a", mistake?.output ?? "(nothing)"])
    }
    let earned = zip(step.checks, checks).reduce(0) { $0 + ($1.1.outcome == .passed ? $1.0.points : 0) }
    return StepResult(id: step.id, outcome: .failed, earned: earned, possible: step.points, checks: checks)
  }

  private func run(
    _ command: String, printing output: String, exit: Int = 0, at step: GradedStep,
    of result: inout LearnerResult
  ) {
    let bundled = result.kind != "commands"
    result.commands.append(
      CommandResult(
        text: command, machine: step.number == 7 || step.number == 8 ? "other" : "lab-01", step: step.id,
        exit: exit, output: output, comparison: bundled ? .same : .none, line: result.commands.count + 1))
  }

  /// What only some have: late hand-ins, other claims, points nobody could judge, an instructor's word, notes.
  private mutating func finish(_ result: inout LearnerResult, place: Int) {
    if place % 13 == 4 {
      result.lateness = Lateness(seconds: 3_600 + dice.roll(90_000), penalty: 1.4)
    }
    if place % 20 == 9, result.steps.count > 6 {
      result.integrity = Integrity(
        .differs,
        differences: [Integrity.Difference(step: "push-image", claimed: "passed", recomputed: "not passed")])
      result.commands.indices.last.map { result.commands[$0].comparison = .differs }
    }
    if place % 40 == 26 { result.integrity = Integrity(.otherLesson) }
    if place % 20 == 14 { leaveOpen(&result) }
    if place % 40 == 11 {
      result.steps[0].override = StepResult.Override(points: 2, reason: "Shown in class on 24 November.")
    }
    if place % 40 == 39 {
      result.notes = [
        Phrase(
          en: "The limit for output was reached at command 3; the rest was not kept.",
          ja: "コマンド3で出力の上限に達したため、残りは保存されていません。")
      ]
      result.commands.append(
        CommandResult(
          text: "printf '\u{1B}[31m<script>alert(1)</script>\u{202E}gpj.exe\u{0}'", machine: "lab-01",
          exit: 1,
          output: "\u{1B}]0;owned\u{7}<img src=x onerror=alert(1)>\u{202E}\r\n"
            + String(repeating: "y\n", count: 400)))
    }
  }

  private func leaveOpen(_ result: inout LearnerResult) {
    let place = 5
    let step = GradedLesson.registry.steps[place]
    result.points -= result.steps[place].earned
    var open = StepResult(
      id: step.id, outcome: .undetermined, earned: 0, possible: step.points,
      checks: [
        CheckResult(
          id: "asked", outcome: .undetermined, expected: step.checks[0].expected,
          found: Phrase(en: "The registry did not answer within 10 s.", ja: "レジストリが10秒以内に応答しませんでした。"),
          advice: Phrase(
            en: "Grade this submission again when the computer is less busy.",
            ja: "コンピューターの負荷が低いときに、もう一度採点してください。"))
      ])
    open.open = step.points
    result.open = step.points
    result.steps[place] = open
  }
}

/// Numbers that look random and are the same every time (a linear congruential generator, Knuth's MMIX constants).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
}
