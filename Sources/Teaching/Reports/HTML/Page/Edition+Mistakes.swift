import Basics

extension Edition {
  func writeMistakes(_ page: inout Markup) {
    section(.mistakes, Words.mistakes, in: &page) { page in
      guard !mistakes.isEmpty else {
        page.element(
          .p, text: say(Phrase(en: "No cause was named for anybody.", ja: "原因の特定されたつまずきはありません。")))
        return
      }
      page.element(.p, .kind("lead"), text: say(Self.mistakesLead))
      scrolling(.mistakes, in: &page) { page in
        page.element(.table, .kind("wide mistakes")) { page in
          page.element(.caption, .kind("unseen"), text: say(Words.mistakes))
          writeMistakeHeadings(&page)
          page.element(.tbody) { page in
            for mistake in mistakes { write(mistake, to: &page) }
          }
        }
      }
    }
  }

  private static let mistakesLead = Phrase(
    en:
      "Causes that were named while learners worked, and failures without one; “Left” counts those that remained.",
    ja: "作業の途中で特定された原因と、原因の分からない失敗です。最後まで残ったものは「未解決」に数えています。")

  private func writeMistakeHeadings(_ page: inout Markup) {
    page.element(.thead) { page in
      page.element(.tr) { page in
        page.element(.th, .column, .kind("number"), text: say(Phrase(en: "Met by", ja: "人数")))
        page.element(.th, .column, .kind("number"), text: say(Phrase(en: "Left", ja: "未解決")))
        page.element(.th, .column, text: say(Words.because))
        page.element(.th, .column, text: say(Phrase(en: "Who", ja: "該当者")))
      }
    }
  }

  private func write(_ mistake: MistakeFigures, to page: inout Markup) {
    page.element(.tr) { page in
      page.element(.td, .kind("number big"), text: "\(mistake.learners.count)")
      page.element(
        .td, mistake.remaining == 0 ? .kind("number quiet") : .kind("number"), text: "\(mistake.remaining)")
      page.element(.th, .row) { page in
        if let sentence = sentence(of: mistake.id, at: mistake.step) {
          page.element(.p) { $0.sentence(sentence) }
        }
        page.element(.p, .kind("note")) { page in
          writeStepNumber(mistake.step, in: &page)
          page.text(" ")
          page.element(.code) { $0.foreign(Plain.name(mistake.id)) }
        }
      }
      page.element(.td) { writePeople(mistake.learners, in: &$0) }
    }
  }

  /// `Step 3`, with a link where the lesson knows it.
  func writeStepNumber(_ step: String, in page: inout Markup) {
    guard let place = place(of: step) else {
      page.foreign(Plain.name(step))
      return
    }
    let number = report.lesson.steps[place].number
    page.element(
      .a, .link(.step(place)), text: say(Phrase(en: "Step \(number)", ja: "手順\(number)")))
  }

  /// A few names, the others behind a fold.
  private func writePeople(_ people: [Int], in page: inout Markup) {
    let shown = people.prefix(people.count > 6 ? 4 : 6)
    page.element(.ul, .kind("names")) { writeNames(shown, in: &$0) }
    let rest = people.dropFirst(shown.count)
    guard !rest.isEmpty else { return }
    page.element(.details) { page in
      page.element(.summary, text: say(Phrase(en: "\(rest.count) more", ja: "ほか\(rest.count)人")))
      page.element(.ul, .kind("names")) { writeNames(rest, in: &$0) }
    }
  }

  private func writeNames(_ people: ArraySlice<Int>, in page: inout Markup) {
    for learner in people {
      page.element(.li) { link(to: learner, in: &$0) }
    }
  }
}
