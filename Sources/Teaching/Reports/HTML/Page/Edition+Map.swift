import Basics

extension Edition {
  /// More learners than this make a picture worth more than their rows.
  private static let pictureFrom = 30

  func writeMap(_ page: inout Markup) {
    section(.map, Words.map, in: &page) { page in
      page.element(.p, .kind("lead"), text: say(Self.mapLead))
      page.element(.p, .kind("lead")) { page in writeLegend(&page) }
      if summary.graded > Self.pictureFrom {
        ClassPicture(report: report, language: language).write(to: &page)
        page.element(.p, .kind("lead"), text: say(Self.pictureLead))
      }
      scrolling(.map, in: &page) { page in
        page.element(.table, .kind("map")) { page in
          page.element(.caption, .kind("unseen"), text: say(Self.mapCaption))
          writeMapHeadings(&page)
          page.element(.tbody) { page in
            for place in report.results.indices { writeRow(place, in: &page) }
          }
        }
      }
    }
  }

  private static let pictureLead = Phrase(
    en: "Each column is a graded learner, the most points at the left; each row is a step.",
    ja: "列は採点済みの学習者（左ほど得点が高い）、行は手順です。")
  private static let mapLead = Phrase(
    en: "Every sign leads to the reasons for it.", ja: "記号を選ぶと、その理由へ移動します。")
  private static let mapCaption = Phrase(en: "Each learner's result at each step", ja: "学習者と手順ごとの判定")

  private func writeMapHeadings(_ page: inout Markup) {
    page.element(.thead) { page in
      page.element(.tr) { page in
        page.element(.th, .column, text: say(Words.learner))
        for (place, step) in report.lesson.steps.enumerated() {
          page.element(.th, .column, .kind("step")) { page in
            page.element(
              .a, .link(.step(place)), Attribute(.ariaLabel, title(of: step.id)), text: "\(step.number)")
          }
        }
        page.element(.th, .column, .kind("number"), text: say(Words.points))
      }
    }
  }

  private func writeRow(_ place: Int, in page: inout Markup) {
    let result = report.results[place]
    page.element(.tr) { page in
      page.element(.th, .row) { link(to: place, in: &$0) }
      if result.status == .graded {
        writeCells(of: result, at: place, in: &page)
      } else {
        page.element(
          .td, .kind("n"), Attribute(.colspan, "\(report.lesson.steps.count + 1)"),
          text: say(result.status.word))
      }
    }
    page.newLine()
  }

  private func writeCells(of result: LearnerResult, at place: Int, in page: inout Markup) {
    for step in report.lesson.places(in: result) {
      let mark = Mark(step.map { result.steps[$0] })
      page.element(.td, .kind(mark)) { page in
        page.element(
          .a, .link(step.map { .step($0, of: place) } ?? .learner(place)),
          Attribute(.ariaLabel, say(mark.word)), text: mark.sign)
      }
    }
    page.element(.td, .kind("number"), text: Numbers.text(result.points))
  }
}
