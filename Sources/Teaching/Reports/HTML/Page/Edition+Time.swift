import Basics

extension Edition {
  func writeTime(_ page: inout Markup) {
    section(.time, Words.time, in: &page) { page in
      guard let greatest = steps.compactMap({ $0.seconds?.upper }).max() else {
        page.element(.p, text: say(Self.unknown))
        return
      }
      page.element(.p, .kind("lead"), text: say(Self.timeLead))
      scrolling(.time, in: &page) { page in
        page.element(.table, .kind("wide")) { page in
          page.element(.caption, .kind("unseen"), text: say(Words.time))
          writeTimeHeadings(&page)
          page.element(.tbody) { page in
            for figures in steps { write(figures, greatest: greatest, to: &page) }
          }
        }
      }
    }
  }

  private static let unknown = Phrase(
    en: "Unknown: no submission brought a journal with times.", ja: "時刻の記録を含む提出物がないため、分かりません。")
  private static let timeLead = Phrase(
    en:
      "From the learners' own journals. The box holds the middle half of the learners, the line is the median.",
    ja: "学習者自身の記録によるものです。箱は学習者の中央の半分、線は中央値を示します。")

  private func writeTimeHeadings(_ page: inout Markup) {
    let numbers = [
      Words.median, Phrase(en: "Middle half", ja: "中央の半分"), Phrase(en: "Known for", ja: "対象"),
    ]
    page.element(.thead) { page in
      page.element(.tr) { page in
        page.element(.th, .column, text: say(Words.step))
        page.element(.th, .column, .kind("chart"), text: say(Phrase(en: "Range", ja: "範囲")))
        for number in numbers { page.element(.th, .column, .kind("number"), text: say(number)) }
      }
    }
  }

  private func write(_ figures: StepFigures, greatest: Double, to page: inout Markup) {
    page.element(.tr) { page in
      page.element(.th, .row, text: title(of: figures.step.id))
      page.element(.td, .kind("chart")) { page in
        guard let seconds = figures.seconds else { return }
        RangeBar(quartiles: seconds, greatest: greatest).write(to: &page)
      }
      let seconds = figures.seconds
      page.element(.td, .kind("number"), text: seconds.map { say(Spans.length($0.median)) } ?? "–")
      page.element(.td, .kind("number"), text: seconds.map(middle) ?? "–")
      page.element(.td, .kind("number"), text: "\(seconds?.count ?? 0)")
    }
  }

  private func middle(_ seconds: Quartiles) -> String {
    let (from, to) = (Spans.length(seconds.lower), Spans.length(seconds.upper))
    return say(Phrase(en: "\(from.en) – \(to.en)", ja: "\(from.ja)～\(to.ja)"))
  }
}
