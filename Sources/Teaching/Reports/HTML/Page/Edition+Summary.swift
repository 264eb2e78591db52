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
    if let mean = figures.mean {
      card(Words.mean, Numbers.text((mean * 10).rounded() / 10), note: share(mean, of: possible), in: &page)
    }
    if let points = figures.points {
      card(Words.median, Numbers.text(points.median), note: share(points.median, of: possible), in: &page)
    }
    card(Words.fullMarks, "\(figures.fullMarks)", note: fullMarksNote, in: &page)
  }

  private var fullMarksNote: Phrase {
    Phrase(en: "of \(figures.graded) graded", ja: "／採点済み\(figures.graded)人")
  }

  private func writeCountCards(_ page: inout Markup) {
    let all = Phrase(en: "of \(figures.learners)", ja: "／\(figures.learners)人")
    card(LearnerResult.Status.graded.word, "\(figures.graded)", note: all, in: &page)
    let others: [(Phrase, Int)] = [
      (LearnerResult.Status.missing.word, figures.missing),
      (LearnerResult.Status.unreadable.word, figures.unreadable),
      (LearnerResult.Status.failed.word, figures.ungradable),
      (Phrase(en: "Claims differ", ja: "申告と不一致"), figures.differing),
      (Phrase(en: "Undetermined", ja: "判定不能あり"), figures.open),
      (Phrase(en: "Late", ja: "遅れて提出"), figures.late),
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
    if let hardest = StepFigures.hardest(of: steps), let place = place(of: hardest.step.id) {
      page.element(.p) { page in
        page.element(.strong, text: say(Phrase(en: "Hardest step:", ja: "最も難しかった手順：")))
        page.text(" ")
        page.element(.a, .link(.step(place)), text: title(of: hardest.step.id))
        let judged = hardest.learners - hardest.undetermined
        page.text(
          say(
            Phrase(
              en: " – \(hardest.passed) of \(judged) passed it.", ja: "（\(judged)人中\(hardest.passed)人が合格）")))
      }
    }
    if let first = mistakes.first {
      page.element(.p) { page in
        page.element(.strong, text: say(Phrase(en: "Most frequent mistake:", ja: "最も多かったつまずき：")))
        page.text(" ")
        page.element(.a, .link(.mistakes)) { page in
          page.sentence(sentence(of: first.diagnosis, at: first.step) ?? first.diagnosis)
        }
        let count = say(.learners(first.learners.count))
        page.text(say(Phrase(en: " – \(count).", ja: "（\(count)）")))
      }
    }
  }
}
