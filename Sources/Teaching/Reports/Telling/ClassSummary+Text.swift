import Basics

extension ClassSummary {
  /// The summary as lines for a terminal.
  package func lines(_ language: Language) -> [ToldLine] {
    let facts = [
      countsLine, pointsLine, hardestLine, mistakeLine, lateLine, openLine, integrityLine,
    ].compactMap(\.self)
    return facts.map { fact in ToldLine(fact.text[language], label: "  \(fact.label[language]): ") }
  }

  private typealias Fact = (label: Phrase, text: Phrase)

  private var countsLine: Fact {
    let parts = LearnerResult.Status.allCases.compactMap { status -> Phrase? in
      guard let count = counts[status], count > 0 else { return nil }
      return Phrase(en: "\(count) \(status.inWords.en)", ja: "\(status.inWords.ja) \(count) 人")
    }
    let label = Phrase(en: "Learners", ja: "学習者")
    guard !parts.isEmpty else { return (label, Phrase(en: "none", ja: "なし")) }
    let (en, ja) = (parts.map(\.en).joined(separator: ", "), parts.map(\.ja).joined(separator: "、"))
    return (label, Phrase(en: "\(learners): \(en)", ja: "\(learners) 人（\(ja)）"))
  }

  private var pointsLine: Fact? {
    guard let mean, let median, let lowest, let highest else { return nil }
    let figures = [mean, median, lowest, highest].map { Numbers.text($0) }
    let possible = Numbers.text(possible)
    return (
      Phrase(en: "Points", ja: "得点"),
      Phrase(
        en:
          "mean \(figures[0]), median \(figures[1]), lowest \(figures[2]), highest \(figures[3]) of \(possible)",
        ja: "平均 \(figures[0])、中央値 \(figures[1])、最低 \(figures[2])、最高 \(figures[3])（\(possible) 点満点）")
    )
  }

  private var hardestLine: Fact? {
    guard let hardest else { return nil }
    let (step, judged) = (hardest.step, hardest.passed + hardest.failed)
    let (en, ja) = (Plain.visible(step.title.en), Plain.visible(step.title.ja))
    return (
      Phrase(en: "Hardest step", ja: "難しかった手順"),
      Phrase(
        en: "step \(step.number), passed by \(hardest.passed) of \(judged): \(en)",
        ja: "手順 \(step.number)（\(judged) 人中 \(hardest.passed) 人が合格）: \(ja)")
    )
  }

  private var mistakeLine: Fact? {
    guard let mistake = mostFrequentMistake else { return nil }
    let (number, count) = (mistake.step.number, mistake.count)
    return (
      Phrase(en: "Most frequent mistake", ja: "最も多かった間違い"),
      Phrase(
        en:
          "step \(number), \(count) \(count == 1 ? "learner" : "learners"): \(Plain.visible(mistake.text.en))",
        ja: "手順 \(number)（\(count) 人）: \(Plain.visible(mistake.text.ja))")
    )
  }

  private var lateLine: Fact? {
    guard late > 0 else { return nil }
    return (Phrase(en: "Late", ja: "締め切り後"), Phrase(en: "\(late)", ja: "\(late) 人"))
  }

  private var openLine: Fact? {
    guard open > 0 else { return nil }
    return (
      Phrase(en: "Points left open", ja: "保留の点"),
      Phrase(
        en: "\(open) \(open == 1 ? "learner has" : "learners have") points that could not be judged",
        ja: "判定できない点が残った学習者 \(open) 人")
    )
  }

  private var integrityLine: Fact? {
    guard !integrityDifferences.isEmpty else { return nil }
    let named = integrityDifferences.prefix(5).map(Plain.name).joined(separator: ", ")
    let more = integrityDifferences.count > 5 ? ", …" : ""
    let count = integrityDifferences.count
    return (
      Phrase(en: "Claims other verdicts than came out", ja: "申告と再採点の食い違い"),
      Phrase(en: "\(count) (\(named)\(more))", ja: "\(count) 人（\(named)\(more)）")
    )
  }
}
