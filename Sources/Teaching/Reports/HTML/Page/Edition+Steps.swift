import Basics

extension Edition {
  /// Counted by step: signs, words and numbers, with a bar for the eye.
  func writeSteps(_ page: inout Markup) {
    section(.steps, Words.steps, in: &page) { page in
      page.element(.p, .kind("lead")) { page in writeLegend(&page) }
      scrolling(.steps, in: &page) { page in
        page.element(.table, .kind("wide")) { page in
          page.element(
            .caption,
            text: say(Phrase(en: "How many graded learners passed each step", ja: "手順ごとの判定（採点済みの学習者）")))
          writeStepHeadings(&page)
          page.element(.tbody) { page in
            for (place, figures) in steps.enumerated() { write(figures, at: place, to: &page) }
          }
        }
      }
    }
  }

  /// What the signs mean.
  func writeLegend(_ page: inout Markup) {
    page.element(.span, .kind("legend")) { page in
      for mark in Mark.allCases {
        page.element(.span) { page in
          writeSign(mark, in: &page)
          page.text(" " + say(mark.word))
        }
        page.text(" ")
      }
    }
  }

  /// The sign of a mark on its colour, for eyes only: its word stands beside it.
  func writeSign(_ mark: Mark, in page: inout Markup) {
    page.element(.span, .kind(mark), .decoration, text: mark.sign)
  }

  private func writeStepHeadings(_ page: inout Markup) {
    page.element(.thead) { page in
      page.element(.tr) { page in
        page.element(.th, .column, text: say(Words.step))
        page.element(.th, .column, .kind("chart"), text: say(Phrase(en: "Share", ja: "割合")))
        for mark in Mark.allCases where mark != .none {
          page.element(.th, .column, .kind("number")) { page in
            writeSign(mark, in: &page)
            page.element(.span, .kind("unseen"), text: say(mark.word))
          }
        }
        page.element(.th, .column, .kind("number"), text: say(Phrase(en: "Mean points", ja: "平均点")))
      }
    }
  }

  private func write(_ figures: StepFigures, at place: Int, to page: inout Markup) {
    page.element(.tr, .id(.step(place))) { page in
      page.element(.th, .row, text: title(of: figures.step.id))
      page.element(.td, .kind("chart")) { ShareBar(figures: figures).write(to: &$0) }
      for count in [figures.passed, figures.partly, figures.failed, figures.undetermined] {
        page.element(.td, count == 0 ? .kind("number quiet") : .kind("number"), text: "\(count)")
      }
      page.element(.td, .kind("number")) { page in
        guard let mean = figures.mean else {
          page.text("–")
          return
        }
        page.text(Numbers.text(mean))
        page.element(.span, .kind("quiet"), text: " / \(Numbers.text(figures.step.points))")
      }
    }
  }
}
