import Basics

extension Edition {
  func writeSummary(_ page: inout Markup) {
    section(.summary, Words.summary, in: &page) { page in
      page.element(.dl, .kind("cards")) { page in
        writePointCards(&page)
        writeCountCards(&page)
      }
      writeHeadline(&page)
    }
  }

  private func writePointCards(_ page: inout Markup) {
    let possible = report.lesson.points
    if let mean = summary.mean {
      card(Words.mean, Numbers.text((mean * 10).rounded() / 10), note: share(mean, of: possible), in: &page)
    }
    if let median = summary.median {
      card(Words.median, Numbers.text(median), note: share(median, of: possible), in: &page)
    }
    card(Words.fullMarks, "\(report.results.count(where: \.hasFullMarks))", note: fullMarksNote, in: &page)
  }

  private var fullMarksNote: Phrase {
    Phrase(en: "of \(summary.graded) graded", ja: "／採点済み\(summary.graded)人")
  }

  private func writeCountCards(_ page: inout Markup) {
    let all = Phrase(en: "of \(summary.learners)", ja: "／\(summary.learners)人")
    card(LearnerResult.Status.graded.word, "\(summary.graded)", note: all, in: &page)
    func count(_ status: LearnerResult.Status) -> Int { summary.counts[status] ?? 0 }
    let others: [(Phrase, Int)] = [
      (LearnerResult.Status.missing.word, count(.missing)),
      (LearnerResult.Status.unreadable.word, count(.unreadable)),
      (LearnerResult.Status.failed.word, count(.failed)),
      (Phrase(en: "Claims differ", ja: "申告と不一致"), summary.integrityDifferences.count),
      (Phrase(en: "Undetermined", ja: "判定不能あり"), summary.open),
      (Phrase(en: "Late", ja: "遅れて提出"), summary.late),
    ]
    for (name, count) in others { card(name, "\(count)", isQuiet: count == 0, in: &page) }
  }

  private func card(
    _ name: Phrase, _ value: String, note: Phrase? = nil, isQuiet: Bool = false, in page: inout Markup
  ) {
    page.element(.div, isQuiet ? .kind("card quiet") : .kind("card")) { page in
      page.element(.dt, text: say(name))
      page.element(.dd) { page in
        page.element(.span, .kind("big"), text: value)
        if let note {
          page.text(" ")
          page.element(.span, .kind("note"), text: say(note))
        }
      }
    }
  }

  private func share(_ points: Double, of possible: Double) -> Phrase {
    let whole = Numbers.text(possible)
    let percent = Phrase.percent(possible > 0 ? points / possible * 100 : 0)
    return Phrase(en: "of \(whole), \(percent)", ja: "／\(whole)点、\(percent)")
  }

  /// The two things that an instructor says in class.
  private func writeHeadline(_ page: inout Markup) {
    if let hardest = summary.hardest, let place = place(of: hardest.step.id) {
      page.element(.p) { page in
        page.element(.strong, text: say(Phrase(en: "Hardest step:", ja: "最も難しかった手順：")))
        page.text(" ")
        page.element(.a, .link(.step(place)), text: title(of: hardest.step.id))
        let judged = hardest.passed + hardest.failed
        page.text(
          say(
            Phrase(
              en: " – \(hardest.passed) of \(judged) passed it.", ja: "（\(judged)人中\(hardest.passed)人が合格）")))
      }
    }
    if let first = summary.mostFrequentMistake {
      page.element(.p) { page in
        page.element(.strong, text: say(Phrase(en: "Most frequent mistake:", ja: "最も多かったつまずき：")))
        page.text(" ")
        page.element(.a, .link(.mistakes)) { page in
          page.sentence(quote(first.text))
        }
        let count = say(.learners(first.count))
        page.text(say(Phrase(en: " – \(count).", ja: "（\(count)）")))
      }
    }
  }
}
