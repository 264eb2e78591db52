import Basics

/// The class as Markdown for the summary of a GitHub Actions job.
///
/// Source: GitHub Docs, "Workflow commands for GitHub Actions", "Adding a job summary": GitHub flavored Markdown that is
/// added to the file named by `GITHUB_STEP_SUMMARY`, at most 1 MiB for each step. Whoever may see the repository sees
/// it, learners too, so nothing in it tells of hidden checks.
package enum StepSummary {
  /// The documented limit of one step, in bytes.
  package static let limit = 1_048_576

  /// `limit` is where rows of learners are left out, and said to be.
  package static func render(
    _ report: ClassReport, language: Language, limit: Int = StepSummary.limit
  ) -> String {
    let lesson = report.lesson
    var text = "## \(Escaping.markdown(lesson.title[language]))\n\n"
    text += facts(report, language) + "\n" + steps(report, language) + "\n"
    text += row(
      ["", "Learner", "Points", "Percent", "Status", "Note"], ["", "学習者", "得点", "割合", "状態", "備考"], language)
    text += "| --- | --- | ---: | ---: | --- | --- |\n"
    // The last sentence needs room of its own.
    let room = limit - text.utf8.count - 200
    var used = 0
    for (index, result) in report.results.enumerated() {
      let line = learner(result, of: lesson, language)
      used += line.utf8.count
      guard used <= room else {
        let left = report.results.count - index
        return text + "\n"
          + Phrase(
            en: "\(left) more learners do not fit here.", ja: "ほか \(left) 人分はここに入りきりません。")[language] + "\n"
      }
      text += line
    }
    return text
  }

  private static func facts(_ report: ClassReport, _ language: Language) -> String {
    ClassSummary(report, includingHidden: false).lines(language).map { line in
      let label = line.label.drop { $0 == " " }
      return "- **\(Escaping.markdown(String(label.dropLast(2))))**: \(Escaping.markdown(line.text))\n"
    }.joined()
  }

  private static func steps(_ report: ClassReport, _ language: Language) -> String {
    let summary = ClassSummary(report, includingHidden: false)
    guard summary.graded > 0 else { return "" }
    var text = row(
      ["Step", "", "Passed", "Not yet", "Not checked"], ["手順", "", "合格", "未達成", "確認できず"], language)
    text += "| ---: | --- | ---: | ---: | ---: |\n"
    for rate in summary.steps {
      let title = Escaping.markdown(rate.step.title[language])
      text += "| \(rate.step.number) | \(title) | \(rate.passed) | \(rate.failed) | \(rate.undetermined) |\n"
    }
    return text
  }

  private static func row(_ en: [String], _ ja: [String], _ language: Language) -> String {
    let cells = language == .english ? en : ja
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func learner(
    _ result: LearnerResult, of lesson: GradedLesson, _ language: Language
  ) -> String {
    let isGraded = result.status == .graded
    let isWhole = isGraded && LearnerView(result, of: lesson).steps.allSatisfy { $0.outcome == .passed }
    let mark = isWhole ? "✅" : isGraded ? "🟡" : "⚪"
    let points = isGraded ? "\(Numbers.text(result.total)) / \(Numbers.text(result.possible))" : ""
    let percent =
      isGraded && result.possible > 0 ? Numbers.text(result.total / result.possible * 100) + " %" : ""
    let cells = [
      mark, Escaping.markdown(Plain.name(result.learner)), points, percent, result.status.inWords[language],
      Escaping.markdown(Plain.cut(note(result, language), to: 300)),
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func note(_ result: LearnerResult, _ language: Language) -> String {
    let late = result.lateness.flatMap { $0.seconds > 0 ? Wording.duration(seconds: $0.seconds) : nil }
    let notes = [
      result.reason,
      late.map { Phrase(en: "\($0.en) late", ja: "\($0.ja)遅れ") },
      result.integrity.state == .differs
        ? Phrase(en: "claims other verdicts than came out", ja: "申告と再採点の食い違い") : nil,
    ]
    return notes.compactMap { $0?[language] }.joined(separator: language == .english ? "; " : "、")
  }
}
