import Basics

/// The story of one submission: what was run, what was judged, and why points were lost.
///
/// For instructors: hidden checks are told, and called so.
package struct Story: Sendable {
  private let result: LearnerResult
  private let lesson: GradedLesson
  private let language: Language

  package init(_ result: LearnerResult, of lesson: GradedLesson, language: Language) {
    self.result = result
    self.lesson = lesson
    self.language = language
  }

  package var lines: [ToldLine] {
    let steps = result.steps.flatMap { step in [.empty] + lines(of: step) }
    return head + unplacedCommands + steps + differences + notes
  }

  private func fact(_ label: Phrase, _ text: Phrase) -> ToldLine {
    ToldLine(text[language], label: "  \(label[language]): ")
  }

  private var head: [ToldLine] {
    let name = Plain.name(result.learner) + (result.name.map { " (\(Plain.name($0)))" } ?? "")
    var lines = [
      ToldLine("\(name) — \(result.status.inWords[language])", weight: .heading),
      fact(Phrase(en: "Lesson", ja: "教材"), lesson.title),
    ]
    if let submission = result.submission {
      let kind = result.kind.map { " (\(Plain.visible($0)))" } ?? ""
      lines.append(
        fact(Phrase(en: "Submission", ja: "提出物"), Phrase(verbatim: Plain.name(submission) + kind)))
    }
    if let reason = result.reason {
      lines.append(
        fact(
          Phrase(en: "Reason", ja: "理由"), Phrase(en: Plain.visible(reason.en), ja: Plain.visible(reason.ja))))
    }
    guard result.status == .graded else { return lines }
    lines.append(fact(Phrase(en: "Points", ja: "得点"), points))
    if let late = result.lateness, late.seconds > 0 {
      lines.append(fact(Phrase(en: "Late by", ja: "遅れ"), Wording.duration(seconds: late.seconds)))
    }
    lines.append(fact(Phrase(en: "Its own verdicts", ja: "申告された判定"), result.integrity.state.inWords))
    return lines
  }

  private var points: Phrase {
    var en = Wording.points(result.total, of: result.possible).en
    var ja = Wording.points(result.total, of: result.possible).ja
    if result.open > 0 {
      en += ", \(Numbers.text(result.open)) could not be judged"
      ja += "（うち \(Numbers.text(result.open)) 点は判定できず）"
    }
    if let penalty = result.lateness?.penalty, penalty > 0 {
      en += ", \(Numbers.text(penalty)) taken off for being late"
      ja += "（遅れによる減点 \(Numbers.text(penalty)) 点）"
    }
    return Phrase(en: en, ja: ja)
  }
}

extension Story {
  private func lines(of step: StepResult) -> [ToldLine] {
    let graded = lesson.step(step.id)
    let title = graded.map { Plain.visible($0.title[language]) } ?? Plain.visible(step.id)
    let number = graded.map { "\($0.number)" } ?? "?"
    let points = Wording.points(step.counted, of: step.possible)[language]
    let heading = Phrase(
      en: "Step \(number) \(title): \(step.outcome.inWords.en), \(points)",
      ja: "手順 \(number) \(title): \(step.outcome.inWords.ja)、\(points)")
    let commands = result.commands.filter { $0.step == step.id }
    return [ToldLine(heading[language], weight: .heading)] + commands.flatMap(lines)
      + step.checks.flatMap { lines(of: $0, in: graded) } + losses(of: step)
  }

  private func lines(of command: CommandResult) -> [ToldLine] {
    let typed = command.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ToldLine(
        Plain.visible(String($0.element)), label: $0.offset == 0 ? "  \(command.machine)$ " : "      > ")
    }
    var outcome = Phrase(en: "exit \(command.exit)", ja: "終了コード \(command.exit)")
    if command.comparison == .differs {
      outcome = Phrase(
        en: outcome.en + "; the output is not the one that was handed in", ja: outcome.ja + "、出力が提出されたものと異なる")
    }
    return typed + shownOutput(command.output) + [
      ToldLine(outcome[language], label: "      ", weight: .quiet)
    ]
  }

  /// The first lines of what was printed; more would bury the story.
  private func shownOutput(_ output: String) -> [ToldLine] {
    let lines = Plain.visibleLines(output).split(separator: "\n")
    let shown = lines.prefix(6).map {
      ToldLine(Plain.cut(String($0), to: 200), label: "      ", weight: .quiet)
    }
    return lines.count > 6 ? shown + [ToldLine("…", label: "      ", weight: .quiet)] : shown
  }

  private func lines(of check: CheckResult, in step: GradedStep?) -> [ToldLine] {
    let graded = step?.checks.first { $0.id == check.id }
    let hidden = graded?.isHidden ?? true ? Phrase(en: " (hidden)", ja: "（非公開）")[language] : ""
    let mark =
      switch check.outcome {
      case .passed: "+"
      case .failed: "-"
      case .undetermined: "?"
      }
    let head = ToldLine(
      "\(Plain.visible(check.id))\(hidden): \(check.outcome.inWords[language])", label: "  \(mark) ")
    let items = CheckText.items(check).map { item in
      ToldLine(
        Plain.visible(Plain.cut(item.text[language], to: 500)), label: "      \(item.label[language]): ")
    }
    let label = Phrase(en: "Evidence", ja: "根拠")[language]
    let evidence = check.evidence.map {
      ToldLine(Plain.visible(Plain.cut($0, to: 500)), label: "      \(label): ", weight: .quiet)
    }
    return [head] + (check.outcome == .passed ? [] : items) + evidence
  }

  /// Why the step earned less than it could.
  private func losses(of step: StepResult) -> [ToldLine] {
    var losses: [Phrase] = []
    let failed = step.checks.filter { $0.outcome == .failed }.map(\.id).map(Plain.visible)
    if !failed.isEmpty {
      losses.append(
        Phrase(
          en: "not earned: \(failed.joined(separator: ", "))", ja: "得点なし: \(failed.joined(separator: "、"))"))
    }
    if step.open > 0 {
      let points = Wording.points(step.open)
      losses.append(
        Phrase(en: "\(points.en) could not be judged and cost nothing", ja: "\(points.ja)分は判定できず、減点なし"))
    }
    if step.cost > 0 {
      let points = Wording.points(step.cost)
      let solution = step.isSolutionShown
      losses.append(
        Phrase(
          en:
            "\(points.en) taken off for \(Wording.hints(step.hints).en)\(solution ? " and the shown solution" : "")",
          ja: "\(Wording.hints(step.hints).ja)\(solution ? "と解答例" : "")による減点 \(points.ja)"))
    }
    if let override = step.override {
      let points = Wording.points(override.points)
      let reason = override.reason.map { ": \(Plain.visible($0))" } ?? ""
      losses.append(
        Phrase(en: "the instructor set \(points.en)\(reason)", ja: "教員が \(points.ja)に決定\(reason)"))
    }
    return losses.map { ToldLine($0[language], label: "  = ") }
  }

  /// Commands of no step: before the first, or of a submission without a grade.
  private var unplacedCommands: [ToldLine] {
    let known = Set(result.steps.map(\.id))
    let commands = result.commands.filter { command in command.step.map { !known.contains($0) } ?? true }
    guard !commands.isEmpty else { return [] }
    let heading = Phrase(en: "Outside of any step", ja: "どの手順にも属さないコマンド")[language]
    return [.empty, ToldLine(heading, weight: .heading)] + commands.flatMap(lines)
  }

  private var differences: [ToldLine] {
    guard !result.integrity.differences.isEmpty else { return [] }
    let heading = Phrase(en: "Where its own verdicts differ", ja: "申告と食い違う手順")[language]
    return [.empty, ToldLine(heading, weight: .heading)]
      + result.integrity.differences.map { difference in
        let step = Plain.visible(difference.step)
        let claimed = Integrity.Difference.inWords(difference.claimed)
        let recomputed = Integrity.Difference.inWords(difference.recomputed)
        return ToldLine(
          Phrase(
            en: "claims \(claimed.en), came out \(recomputed.en)",
            ja: "申告は「\(claimed.ja)」、再採点は「\(recomputed.ja)」")[language],
          label: "  \(step): ")
      }
  }

  private var notes: [ToldLine] {
    guard !result.notes.isEmpty else { return [] }
    let heading = Phrase(en: "Notes", ja: "備考")[language]
    return [.empty, ToldLine(heading, weight: .heading)]
      + result.notes.map { ToldLine(Plain.visible($0[language]), label: "  ! ") }
  }
}
